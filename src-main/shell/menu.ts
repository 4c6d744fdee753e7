import { app, Menu, type MenuItemConstructorOptions } from 'electron'

export interface MenuActions {
  readonly openFile: () => void
}

/** The native menu: what people expect of the platform; everything about certificates is in the page. */
export function buildMenu(actions: MenuActions, development: boolean): Menu {
  const mac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open certificate or request…', accelerator: 'CmdOrCtrl+O', click: actions.openFile },
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit' }
      ]
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(development ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const) : [])
      ]
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        {
          label: `About ${app.name}`,
          click: () => {
            app.showAboutPanel()
          }
        }
      ]
    }
  ]
  return Menu.buildFromTemplate(template)
}

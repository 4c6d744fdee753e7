import { Menu, nativeImage, Tray } from 'electron'

/**
 * The icon beside the clock: brings the window back, ends the program.
 * @returns undefined where the desktop has no tray
 */
export function createTray(
  iconFile: string,
  actions: { readonly show: () => void; readonly quit: () => void }
): Tray | undefined {
  const icon = nativeImage.createFromPath(iconFile)
  if (icon.isEmpty()) return undefined
  if (process.platform === 'darwin') icon.setTemplateImage(true)
  try {
    const tray = new Tray(icon)
    tray.setToolTip('Chancery')
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Chancery', click: actions.show },
        { type: 'separator' },
        { label: 'Quit', click: actions.quit }
      ])
    )
    tray.on('click', actions.show)
    return tray
  } catch {
    return undefined
  }
}

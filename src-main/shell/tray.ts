import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron'
import { trayView, type TrayView } from './alarm-words.ts'

export interface TrayActions {
  readonly show: () => void
  readonly quit: () => void
  /** Shows the CRLs of one authority. */
  readonly showAuthority: (authorityId: number) => void
}

/**
 * The icon beside the clock: brings the window back, says what somebody should look after, ends the program.
 * @returns undefined where the desktop has no tray; else the tray and what renews its words
 */
export function createTray(
  iconFile: string,
  actions: TrayActions
): { readonly tray: Tray; readonly say: (view: TrayView) => void } | undefined {
  const icon = nativeImage.createFromPath(iconFile)
  if (icon.isEmpty()) return undefined
  if (process.platform === 'darwin') icon.setTemplateImage(true)
  try {
    const tray = new Tray(icon)
    const say = ({ tooltip, open, quit, alarms }: TrayView): void => {
      tray.setToolTip(tooltip)
      const lines = alarms.map(({ label, authorityId }): MenuItemConstructorOptions => ({
        label,
        click: () => {
          actions.showAuthority(authorityId)
        }
      }))
      tray.setContextMenu(
        Menu.buildFromTemplate([
          ...lines,
          ...(lines.length === 0 ? [] : [{ type: 'separator' } as const]),
          { label: open, click: actions.show },
          { type: 'separator' },
          { label: quit, click: actions.quit }
        ])
      )
    }
    say(trayView([], 'en'))
    tray.on('click', actions.show)
    return { tray, say }
  } catch {
    return undefined
  }
}

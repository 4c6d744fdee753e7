import { dialog, type WebContents } from 'electron'
import { isAppAddress, isCameraScreen } from './address.ts'

/**
 * Whether the picture of the camera may be had: on the screen that reads QR codes alone, never with sound, and only after
 * the person said so.
 */
export async function mayUseCamera(
  page: WebContents,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string; readonly mediaTypes?: readonly string[] }
): Promise<boolean> {
  const picturesOnly = details.mediaTypes?.length === 1 && details.mediaTypes[0] === 'video'
  if (!picturesOnly || !details.isMainFrame || !isAppAddress(details.requestingUrl) || !isCameraScreen(page.getURL()))
    return false
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Use the camera to read QR codes?',
    detail: 'The picture stays on this machine and is not kept.',
    buttons: ['Cancel', 'Use the camera'],
    defaultId: 1,
    cancelId: 0,
    noLink: true
  })
  return response === 1
}

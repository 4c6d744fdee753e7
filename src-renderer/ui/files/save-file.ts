import { callDesktop, desktopBridge } from '../../client.ts'
import { fromBase64, toBase64 } from './file-content.ts'

export interface FileToSave {
  readonly name: string
  readonly base64: string
  readonly mediaType?: string
}

/** Saves a file: by the native dialog on the desktop, as a download in a browser. @returns whether it was saved */
export async function saveFile(file: FileToSave): Promise<boolean> {
  if (desktopBridge() !== undefined) {
    const answer = await callDesktop('desktop.file.save', { name: file.name, base64: file.base64 })
    return answer?.saved === true
  }
  const address = URL.createObjectURL(
    new Blob([fromBase64(file.base64)], { type: file.mediaType ?? 'application/octet-stream' })
  )
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The download has its own hold on the bytes by then.
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 10_000)
  return true
}

/** Saves text as UTF-8. */
export function saveText(name: string, text: string, mediaType = 'text/plain'): Promise<boolean> {
  return saveFile({ name, base64: toBase64(new TextEncoder().encode(text)), mediaType })
}

import DragIndicator from '@mui/icons-material/DragIndicator'
import Box from '@mui/material/Box'
import { useCallback, type DragEvent, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { callDesktop, desktopBridge } from '../../client.ts'
import { failureOf } from '../display/error-view.tsx'
import { useToast } from '../toasts.tsx'

/** A file that the mouse may take along. */
interface DraggedFile {
  readonly name: string
  readonly base64: string
}

/**
 * What a thing does that is dragged out of the window: on the desktop the shell gives the file to the mouse, in a browser the
 * file goes along where its bytes are there already (Chromium downloads it where it is dropped).
 * @param load fetches the file; @param ready the file where it is known before the drag, for browsers
 */
export function useDragOut(): (event: DragEvent, load: () => Promise<DraggedFile>, ready?: DraggedFile) => void {
  const toast = useToast()
  return useCallback(
    (event, load, ready) => {
      event.stopPropagation()
      if (desktopBridge() === undefined) {
        if (ready === undefined) event.preventDefault()
        else {
          const address = `data:application/x-pem-file;base64,${ready.base64}`
          event.dataTransfer.effectAllowed = 'copy'
          event.dataTransfer.setData('DownloadURL', `application/x-pem-file:${ready.name}:${address}`)
        }
        return
      }
      // The shell begins a drag of its own, with a file on the disk; the page's would carry text.
      event.preventDefault()
      load()
        .then(({ name, base64 }) => callDesktop('desktop.file.drag', { name, base64 }))
        .catch((error: unknown) => {
          toast({ tone: 'error', text: failureOf(error).message })
        })
    },
    [toast]
  )
}

/** What the mouse takes hold of; who works by keys has the action that downloads. */
export function DragHandle(props: { readonly onDragStart: (event: DragEvent) => void }): ReactElement {
  const { t } = useTranslation('action')
  return (
    <Box
      component="span"
      draggable
      title={t('dragOut')}
      aria-hidden
      data-testid="drag-handle"
      onDragStart={props.onDragStart}
      sx={{ display: 'inline-flex', cursor: 'grab', color: 'text.secondary', '&:hover': { color: 'text.primary' } }}
    >
      <DragIndicator fontSize="small" />
    </Box>
  )
}

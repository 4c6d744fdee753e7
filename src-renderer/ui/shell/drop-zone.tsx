import UploadFile from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { EngineEvents } from '../../../src-shared/events.ts'
import { useEngineEvent } from '../../live.ts'
import { failureOf } from '../display/error-view.tsx'
import { encodedFrom, fromBase64, readFile } from '../files/file-content.ts'
import type { DroppedFile } from '../files/dropped-file.ts'
import { useToast } from '../toasts.tsx'

/** Whatever is dropped on the window, or opened with Chancery by the desktop, goes to the viewer. */
export function DropZone(): ReactElement | null {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const toast = useToast()
  const [over, setOver] = useState(false)
  const view = useCallback(
    (droppedFile: DroppedFile) => {
      void navigate('/viewer', { state: { droppedFile } })
    },
    [navigate]
  )
  useEngineEvent(
    'file.opened',
    useCallback(
      ({ name, base64 }: EngineEvents['file.opened']) => {
        view({ name, content: encodedFrom(fromBase64(base64)) })
      },
      [view]
    )
  )
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file === undefined || event.defaultPrevented) return
      event.preventDefault()
      readFile(file).then(view, (error: unknown) => {
        toast({ tone: 'error', text: failureOf(error).message })
      })
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [view, toast])
  if (!over) return null
  return (
    <Box
      aria-hidden
      sx={{
        position: 'fixed',
        inset: 8,
        zIndex: 'tooltip',
        pointerEvents: 'none',
        border: '2px dashed',
        borderColor: 'primary.main',
        borderRadius: 1,
        display: 'flex',
        alignItems: 'end',
        justifyContent: 'center',
        pb: 6
      }}
    >
      <Box
        sx={{
          display: 'flex',
          gap: 2,
          alignItems: 'center',
          px: 4,
          py: 2,
          bgcolor: 'background.paper',
          borderRadius: 1,
          boxShadow: 8
        }}
      >
        <UploadFile color="primary" />
        <Typography>{t('drop')}</Typography>
      </Box>
    </Box>
  )
}

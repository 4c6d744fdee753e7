import UploadFile from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useRef, useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorView } from '../display/error-view.tsx'
import { readFile } from '../files/file-content.ts'

interface FileDropProps {
  readonly label: string
  /** File name endings, e.g. `.csr,.pem`. */
  readonly accept?: string
  /** @param file PEM text, or bytes in base64 */
  readonly onFile: (file: { readonly name: string; readonly content: string }) => void
  readonly chosen?: string | undefined
  /** What becomes of a file; left out, its content is read. @returns what `onFile` is given */
  readonly read?: (file: File) => Promise<{ readonly name: string; readonly content: string }>
  /** The field that a file fills: what is dropped on it is taken as well. */
  readonly children?: ReactNode
}

/** A place to drop a file on, or to choose one. */
export function FileDrop(props: FileDropProps): ReactElement {
  const { t } = useTranslation('ui')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const take = (file: File | undefined): void => {
    if (file === undefined) return
    setError(null)
    ;(props.read ?? readFile)(file).then(props.onFile, setError)
  }
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(true)
      }}
      onDragLeave={() => {
        setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
      sx={{ display: 'grid', gap: 4 }}
    >
      {props.children}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          justifyItems: 'center',
          p: 5,
          border: '1px dashed',
          borderColor: over ? 'primary.main' : 'divider',
          borderRadius: 1,
          bgcolor: over ? 'action.hover' : 'transparent'
        }}
      >
        <Button
          variant="outlined"
          startIcon={<UploadFile />}
          onClick={() => {
            input.current?.click()
          }}
        >
          {props.label}
        </Button>
        <Typography variant="caption" color="textSecondary">
          {props.chosen ?? t('form.dropHere')}
        </Typography>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={props.label}
          {...(props.accept === undefined ? {} : { accept: props.accept })}
          onChange={(event) => {
            take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <ErrorView error={error} />
      </Box>
    </Box>
  )
}

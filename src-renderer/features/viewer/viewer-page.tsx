import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useCommand } from '../../live.ts'
import { monospace } from '../../theme/tokens.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useDroppedFile, type DroppedFile } from '../../ui/files/dropped-file.ts'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { PassphraseAsk } from './passphrase-ask.tsx'
import { ViewedList } from './viewed-list.tsx'

/** Shows what is in a file: picked, pasted or dropped anywhere on the window. */
export function ViewerPage(): ReactElement {
  // Each drop is a navigation of its own and opens the page anew, also where the same file is dropped twice.
  const { key } = useLocation()
  return <Viewer key={key} dropped={useDroppedFile()} />
}

function Viewer({ dropped }: { readonly dropped: DroppedFile | undefined }): ReactElement {
  const { t } = useTranslation('viewer')
  const [file, setFile] = useState(dropped ?? null)
  const [pasted, setPasted] = useState('')
  const { mutate, data, error, isPending, reset } = useCommand('viewer.decode')

  const show = (next: DroppedFile, passphrase?: string): void => {
    setFile(next)
    mutate({ name: next.name, content: next.content, ...(passphrase === undefined ? {} : { passphrase }) })
  }
  useEffect(() => {
    if (dropped !== undefined) mutate({ name: dropped.name, content: dropped.content })
  }, [dropped, mutate])

  const again = (): void => {
    setFile(null)
    setPasted('')
    reset()
  }
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={file === null ? [] : [{ id: 'viewer.again', label: t('again'), run: again }]}
    >
      {file === null && (
        <Box
          sx={{
            display: 'grid',
            gap: 4,
            gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' },
            alignItems: 'start',
            maxWidth: 1120
          }}
        >
          <Section title={t('file')}>
            <FileDrop label={t('choose')} onFile={show} />
          </Section>
          <Section title={t('paste')}>
            <Box
              component="form"
              sx={{ display: 'grid', gap: 3, justifyItems: 'end' }}
              onSubmit={(event) => {
                event.preventDefault()
                if (pasted.trim() !== '') show({ name: t('pasted'), content: pasted })
              }}
            >
              <TextField
                multiline
                minRows={6}
                maxRows={14}
                fullWidth
                value={pasted}
                label={t('pasteLabel')}
                placeholder="-----BEGIN CERTIFICATE-----"
                onChange={({ target }) => {
                  setPasted(target.value)
                }}
                slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: monospace, fontSize: 12 } } }}
              />
              <Button type="submit" variant="contained" disabled={pasted.trim() === ''}>
                {t('show')}
              </Button>
            </Box>
          </Section>
        </Box>
      )}
      {file !== null && (
        <Typography color="text.secondary" role="status">
          {isPending
            ? t('reading', { name: file.name })
            : data === undefined
              ? file.name
              : t('found', { name: file.name, container: data.container, count: data.objects.length })}
        </Typography>
      )}
      <ErrorView error={error} />
      {error !== null && (
        <Link component="button" type="button" onClick={again} sx={{ justifySelf: 'start', alignSelf: 'start' }}>
          {t('again')}
        </Link>
      )}
      {data?.needsPassphrase === true && file !== null && (
        <PassphraseAsk
          busy={isPending}
          onPassphrase={(passphrase) => {
            show(file, passphrase)
          }}
        />
      )}
      {data !== undefined && <ViewedList key={file?.name} objects={data.objects} />}
    </Page>
  )
}

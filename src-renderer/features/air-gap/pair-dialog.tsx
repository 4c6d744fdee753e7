import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { FingerprintWords } from './fingerprint-words.tsx'

/** Reads a peer file, shows its fingerprint, and pairs once every word was compared. */
export function PairDialog(props: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('air-gap')
  const toast = useToast()
  const read = useCommand('bundle.read-card')
  const pair = useCommand('bundle.pair')
  const [card, setCard] = useState<string | null>(null)
  const [compared, setCompared] = useState(false)
  const party = read.data?.party
  return (
    <ConfirmDialog
      open
      title={t('pair.title')}
      consequence={t('pair.lead')}
      confirmLabel={t('pair.confirm')}
      blocked={party === undefined || !compared}
      busy={pair.isPending}
      error={pair.error}
      onClose={props.onClose}
      onConfirm={() => {
        if (card === null || party === undefined) return
        pair.mutate(
          { card, fingerprint: party.fingerprint },
          {
            onSuccess: ({ peer }) => {
              toast({ tone: 'success', text: t('peers.done', { name: peer.name }) })
              props.onClose()
            }
          }
        )
      }}
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <FileDrop
          label={t('pair.file')}
          accept=".chpeer"
          chosen={party?.name}
          read={async (file) => ({ name: file.name, content: (await file.text()).slice(0, 20_000) })}
          onFile={({ content }) => {
            setCard(content)
            setCompared(false)
            read.mutate({ card: content })
          }}
        />
        <ErrorView error={read.error} />
        {party !== undefined && (
          <>
            <strong>{party.name}</strong>
            <FingerprintWords label={t('pair.words')} words={party.words} hex={party.fingerprint} />
            <FormControlLabel
              control={
                <Checkbox
                  checked={compared}
                  onChange={(_, checked) => {
                    setCompared(checked)
                  }}
                />
              }
              label={t('pair.compared')}
            />
          </>
        )}
      </Box>
    </ConfirmDialog>
  )
}

import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { BundleInspection } from '../../../src-shared/api/air-gap.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { ReasonList } from '../../ui/display/reason-list.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { FingerprintWords } from './fingerprint-words.tsx'
import { ItemTable } from './item-table.tsx'

/** What is in a bundle and whom it comes from, before anything is taken. */
export function InspectSection(props: {
  /** Base64. */
  readonly bundle: string
  readonly inspection: BundleInspection
  readonly onAway: () => void
}): ReactElement {
  const { t } = useTranslation('air-gap')
  const navigate = useNavigate()
  const toast = useToast()
  const mayAccept = useMay('authority.edit')
  const accept = useCommand('bundle.accept')
  const [compared, setCompared] = useState<readonly string[]>([])
  const { inspection } = props
  const { sender, peer, acceptable, reasons, newRoots } = inspection
  const confirmed = newRoots.every(({ fingerprint }) => compared.includes(fingerprint))
  return (
    <Section title={t('inspect.title')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Alert severity={acceptable ? 'info' : 'warning'} variant="outlined">
          <AlertTitle>{t(acceptable ? 'inspect.ok' : 'inspect.refused')}</AlertTitle>
          {reasons.length > 0 && <ReasonList reasons={reasons} />}
        </Alert>
        <DefinitionList
          items={[
            {
              term: t('inspect.from'),
              value: `${sender.name} (${t(peer === null ? 'inspect.unknown' : 'inspect.verified')})`
            },
            { term: t('inspect.fingerprint'), value: <Mono value={sender.fingerprint} /> },
            { term: t('exchange.number'), value: inspection.number },
            { term: t('bundle.made'), value: <TimeText at={inspection.created} /> },
            { term: t('bundle.note'), value: inspection.note },
            { term: t('bundle.answerOf'), value: inspection.inReplyTo },
            { term: t('bundle.sha256'), value: <Mono value={inspection.sha256} /> }
          ]}
        />
        <Box sx={{ mx: -4 }}>
          <ItemTable items={inspection.items} />
        </Box>
        {acceptable &&
          newRoots.map(({ subject, fingerprint, words }) => (
            <Alert key={fingerprint} severity="warning" variant="outlined">
              <AlertTitle>{t('inspect.newRoot')}</AlertTitle>
              {t('inspect.newRootLead')}
              <Box sx={{ my: 3 }}>
                <FingerprintWords label={subject} words={words} hex={fingerprint} />
              </Box>
              <FormControlLabel
                control={
                  <Checkbox
                    checked={compared.includes(fingerprint)}
                    onChange={(_, checked) => {
                      setCompared((before) =>
                        checked ? [...before, fingerprint] : before.filter((one) => one !== fingerprint)
                      )
                    }}
                  />
                }
                label={t('inspect.compared', { subject })}
              />
            </Alert>
          ))}
        <ErrorView error={accept.error} />
        <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
          <ActionButton action={{ id: 'bundle.away', label: t('inspect.cancel'), run: props.onAway }} />
          {mayAccept && acceptable && (
            <ActionButton
              busy={accept.isPending}
              action={{
                id: 'bundle.accept',
                label: t('inspect.accept'),
                tone: 'primary',
                blocked: confirmed ? undefined : t('inspect.newRootLead'),
                run: () => {
                  accept.mutate(
                    { bundle: props.bundle, trustRoot: newRoots.length > 0 && confirmed },
                    {
                      onSuccess: ({ bundle }) => {
                        toast({ tone: 'success', text: t('inspect.done') })
                        void navigate(`/air-gap/bundles/${bundle.id}`)
                      }
                    }
                  )
                }
              }}
            />
          )}
        </Box>
      </Box>
    </Section>
  )
}

import Alert from '@mui/material/Alert'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams } from 'react-router'
import type { YubiKeySlot, YubiKeyView } from '../../../src-shared/model/yubikey-views.ts'
import { useRead } from '../../live.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { AttestationChip } from './attestation-view.tsx'
import { isMainSlot, isUsed, problemsOf, slotWords, yubiKeyState } from './slot-words.ts'
import { useYubiKeyActions } from './use-yubikey-actions.tsx'

/** One YubiKey with its slots. */
export function YubiKeyPage(): ReactElement {
  const { t } = useTranslation('yubikeys')
  const serial = Number(useParams()['serial'])
  const read = useRead('yubikey.show', { serial })
  if (read.data !== undefined) return <LoadedPage key={serial} yubiKey={read.data.yubiKey} />
  return (
    <Page title={t('one', { serial })}>
      {read.error === null ? (
        <Skeleton variant="rounded" height={320} />
      ) : (
        <ErrorView error={read.error} onRetry={() => void read.refetch()} />
      )}
    </Page>
  )
}

function LoadedPage({ yubiKey }: { readonly yubiKey: YubiKeyView }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { main, rest, error, dialogs } = useYubiKeyActions(yubiKey)
  const problems = problemsOf(yubiKey)
  return (
    <Page
      title={t('one', { serial: yubiKey.serial })}
      aside={<StateChip kind="yubiKey" state={yubiKeyState(yubiKey)} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
    >
      {problems.map((problem) => (
        <Alert key={problem} severity={problem === 'management' ? 'info' : 'warning'} variant="outlined">
          {t(`problem.${problem}`)}
        </Alert>
      ))}
      <ErrorView error={error} />
      <Slots yubiKey={yubiKey} />
      <Secrets yubiKey={yubiKey} />
      {dialogs}
    </Page>
  )
}

function Slots({ yubiKey }: { readonly yubiKey: YubiKeyView }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const shown = yubiKey.slots.filter((slot) => isMainSlot(slot.slot) || isUsed(slot))
  const free = yubiKey.slots.length - shown.length
  return (
    <Section title={t('slots.title')} flush>
      <QuietTable
        label={t('slots.title')}
        head={[t('column.slot'), t('column.algorithm'), t('column.policies'), t('column.certificate')]}
        rows={shown.map((slot) => ({
          key: slot.slot,
          cells: [
            <Box key="slot">
              <Link component={RouterLink} to={`/yubikeys/${yubiKey.serial}/${slot.slot}`} sx={{ fontWeight: 600 }}>
                {slot.slot}
              </Link>
              <Typography variant="caption" color="textSecondary" component="div">
                {slotWords(t, slot.slot)}
              </Typography>
            </Box>,
            <KeyCell key="key" slot={slot} />,
            <Policies key="policies" slot={slot} />,
            <CertificateCell key="certificate" slot={slot} />
          ]
        }))}
      />
      <Typography variant="caption" color="textSecondary" component="p" sx={{ px: 4, py: 3 }}>
        {t('slots.retired', { count: free })}
      </Typography>
    </Section>
  )
}

function KeyCell({ slot }: { readonly slot: YubiKeySlot }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { key, record } = slot
  if (key === null) return <Typography color="textSecondary">{t('slots.free')}</Typography>
  const origin = record?.origin ?? key.origin
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      {key.algorithm}
      {origin === 'imported' ? (
        <StateChip kind="severity" state="warning" label={t('origin.imported')} />
      ) : (
        record !== null && <AttestationChip attestation={record.attestation} />
      )}
    </Box>
  )
}

function Policies({ slot: { key } }: { readonly slot: YubiKeySlot }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const parts = [
    ...(key?.pinPolicy == null ? [] : [t(`pinPolicy.${key.pinPolicy}`)]),
    ...(key?.touchPolicy == null ? [] : [t(`touchPolicy.${key.touchPolicy}`)])
  ]
  return <>{parts.length === 0 ? '–' : parts.join(', ')}</>
}

function CertificateCell({ slot: { certificate } }: { readonly slot: YubiKeySlot }): ReactElement {
  if (certificate === null) return <>–</>
  return (
    <Box sx={{ maxWidth: 300, overflowWrap: 'anywhere' }}>
      {certificate.subject}
      <Typography variant="caption" color="textSecondary" component="div">
        <TimeText at={certificate.notAfter} precision="day" />
      </Typography>
    </Box>
  )
}

function Secrets({ yubiKey }: { readonly yubiKey: YubiKeyView }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { pin, puk, managementKey, firmware, reader } = yubiKey
  const tried = (secret: typeof pin): string =>
    [
      t(`secret.state.${secret.state}`),
      ...(secret.left === null ? [] : [t('secret.left', { left: secret.left, tries: secret.tries })])
    ].join(', ')
  const { algorithm, state, behindPin } = managementKey
  return (
    <Section title={t('secret.title')}>
      <DefinitionList
        termWidth={180}
        items={[
          { term: t('secret.pin'), value: tried(pin) },
          { term: t('secret.puk'), value: tried(puk) },
          {
            term: t('secret.management'),
            value:
              state === 'factory'
                ? t('secret.state.factory')
                : t(behindPin ? 'secret.behind' : 'secret.apart', { algorithm })
          },
          { term: t('column.firmware'), value: firmware },
          { term: 'PC/SC', value: reader }
        ]}
      />
    </Section>
  )
}

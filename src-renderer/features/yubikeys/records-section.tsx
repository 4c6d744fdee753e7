import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { YubiKeyRecord } from '../../../src-shared/model/yubikey-views.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { AttestationChip } from './attestation-view.tsx'

/** Every key that came on a YubiKey through Chancery, also of those that are not plugged in. */
export function RecordsSection(): ReactElement {
  const { t } = useTranslation('yubikeys')
  const read = useRead('yubikey.keys', {})
  const keys = read.data?.keys ?? []
  return (
    <Section title={t('keys.title')} lead={t('keys.lead')} flush={keys.length > 0}>
      <ErrorView error={read.error} />
      {read.data !== undefined && keys.length === 0 && <Typography color="textSecondary">{t('keys.none')}</Typography>}
      {keys.length > 0 && (
        <QuietTable
          label={t('keys.title')}
          head={[
            t('column.key'),
            t('column.slot'),
            t('column.algorithm'),
            t('column.origin'),
            t('column.use'),
            t('column.made')
          ]}
          rows={keys.map((record) => ({
            key: record.id,
            cells: [
              <Link key="key" component={RouterLink} to={`/yubikeys/${record.serial}`}>
                {record.serial}
              </Link>,
              <Link key="slot" component={RouterLink} to={`/yubikeys/${record.serial}/${record.slot}`}>
                {record.slot}
              </Link>,
              record.algorithm,
              <Origin key="origin" record={record} />,
              record.authority === null ? (
                t(`use.${record.use}`)
              ) : (
                <LinkFor key="use" may="authority.read" to={`/authorities/${record.authority.id}`}>
                  {record.authority.name}
                </LinkFor>
              ),
              <TimeText key="made" at={record.createdAt} precision="day" short />
            ]
          }))}
        />
      )}
    </Section>
  )
}

function Origin({ record }: { readonly record: YubiKeyRecord }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const places = record.alsoOn.map((place) => t('keys.place', place)).join('; ')
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start', maxWidth: 320 }}>
      {record.origin === 'imported' ? (
        <StateChip kind="severity" state="warning" label={t('origin.imported')} />
      ) : (
        <AttestationChip attestation={record.attestation} />
      )}
      {record.replacedAt !== null && (
        <Typography variant="caption" color="textSecondary">
          {t('keys.replaced')}
        </Typography>
      )}
      {places !== '' && (
        <Typography variant="caption" color="textSecondary">
          {t('keys.alsoOn', { places })}
        </Typography>
      )}
    </Box>
  )
}

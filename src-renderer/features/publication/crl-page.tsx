import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams } from 'react-router'
import { revocationReason } from '../../../src-shared/model/revocation.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters } from '../../ui/grid/filter-state.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { CrlFields } from './crl-facts.tsx'
import { entryQuery } from './entry-query.ts'
import { PageSteps, useCursors } from './page-steps.tsx'
import { reasonKey } from './reason-key.ts'
import { useCrlActions } from './use-crl-actions.ts'

const pageSize = 50
const keys = ['text', 'reason'] as const

/** One CRL with its entries, page by page, found by serial number and reason. */
export function CrlPage(): ReactElement {
  const id = Number(useParams()['id'])
  return <CrlEntries key={id} id={id} />
}

function CrlEntries({ id }: { readonly id: number }): ReactElement {
  const { t } = useTranslation('publication')
  const { t: common } = useTranslation()
  const { values, set, clear } = useFilters(keys)
  const query = entryQuery(values)
  const cursors = useCursors(JSON.stringify(query))
  const filtered = query !== null && Object.keys(query).length > 0
  const read = useRead(
    'crl.show',
    { id, limit: pageSize, ...query, ...(cursors.cursor === undefined ? {} : { cursor: cursors.cursor }) },
    { keepPrevious: true }
  )
  const actions = useCrlActions(id)
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'reason',
        label: t('entry.reason'),
        options: revocationReason.options.map((value) => ({ value, label: common(`revocationReason.${value}`) }))
      }
    ],
    [t, common]
  )
  const shown = read.data
  if (shown === undefined) {
    return (
      <Page title={t('one')}>
        {read.error === null ? <Skeleton variant="rounded" height={320} /> : <ErrorView error={read.error} />}
      </Page>
    )
  }
  const { crl, entries, next } = shown
  const label = filtered ? t('found') : t('entries', { count: crl.entries })
  return (
    <Page title={`${crl.authorityName}: ${t('numbered', { number: crl.number })}`} actions={actions}>
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 1120 }}>
        <Section title={t('one')}>
          <CrlFields shown={shown} />
        </Section>
        {crl.entries > 0 && (
          <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('search')} />
        )}
        {query === null && <Alert severity="info">{t('notHex')}</Alert>}
        <Section
          title={label}
          flush
          aside={<PageSteps cursors={cursors} next={next} waiting={read.isPlaceholderData} />}
        >
          {entries.length === 0 ? (
            <Typography color="textSecondary" sx={{ px: 4, pb: 4 }}>
              {filtered ? t('nothingFound') : t('noEntries')}
            </Typography>
          ) : (
            <QuietTable
              label={label}
              head={[t('entry.serial'), t('entry.revokedAt'), t('entry.reason')]}
              rows={entries.map(({ serial, revokedAt, reason, certificateId }) => ({
                key: serial,
                cells: [
                  certificateId === null ? (
                    <Mono key="serial" value={serial} />
                  ) : (
                    <Link key="serial" component={RouterLink} to={`/certificates/${certificateId}`}>
                      <Mono value={serial} copy={false} />
                    </Link>
                  ),
                  <TimeText key="at" at={revokedAt} />,
                  common(`revocationReason.${reasonKey(reason)}`, { defaultValue: reason })
                ]
              }))}
            />
          )}
        </Section>
        <ErrorView error={read.error} />
      </Box>
    </Page>
  )
}

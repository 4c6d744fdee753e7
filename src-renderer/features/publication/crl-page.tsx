import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams } from 'react-router'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { CrlFields } from './crl-facts.tsx'
import { reasonKey } from './reason-key.ts'
import { useCrlActions } from './use-crl-actions.ts'

const pageSize = 50

/** One CRL with its entries, page by page. */
export function CrlPage(): ReactElement {
  const id = Number(useParams()['id'])
  return <CrlEntries key={id} id={id} />
}

function CrlEntries({ id }: { readonly id: number }): ReactElement {
  const { t } = useTranslation('publication')
  const [cursors, setCursors] = useState<readonly string[]>([])
  const cursor = cursors.at(-1)
  const read = useRead(
    'crl.show',
    { id, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
    { keepPrevious: true }
  )
  const actions = useCrlActions(id)
  const shown = read.data
  if (shown === undefined) {
    return (
      <Page title={t('one')}>
        {read.error === null ? <Skeleton variant="rounded" height={320} /> : <ErrorView error={read.error} />}
      </Page>
    )
  }
  const { crl, entries, next } = shown
  return (
    <Page title={`${crl.authorityName}: ${t('numbered', { number: crl.number })}`} actions={actions}>
      <Box sx={{ display: 'grid', gap: 4, maxWidth: 1120 }}>
        <Section title={t('one')}>
          <CrlFields shown={shown} />
        </Section>
        <Section
          title={t('entries', { count: crl.entries })}
          flush
          aside={
            crl.entries > pageSize && (
              <>
                <IconButton
                  size="small"
                  aria-label={t('ui:grid.previousPage')}
                  disabled={cursors.length === 0}
                  onClick={() => {
                    setCursors(cursors.slice(0, -1))
                  }}
                >
                  <ChevronLeft fontSize="small" />
                </IconButton>
                <Typography variant="body2">{t('ui:grid.page', { number: cursors.length + 1 })}</Typography>
                <IconButton
                  size="small"
                  aria-label={t('ui:grid.nextPage')}
                  disabled={next === null || read.isPlaceholderData}
                  onClick={() => {
                    if (next !== null) setCursors([...cursors, next])
                  }}
                >
                  <ChevronRight fontSize="small" />
                </IconButton>
              </>
            )
          }
        >
          {entries.length === 0 ? (
            <Typography color="text.secondary" sx={{ px: 4, pb: 4 }}>
              {t('noEntries')}
            </Typography>
          ) : (
            <QuietTable
              label={t('entries', { count: crl.entries })}
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
                  t(`reason.${reasonKey(reason)}`, { defaultValue: reason })
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

import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { FinalRevocationReason } from '../../../src-shared/model/revocation.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'

/** Requesters that are named; the rest is a number. */
const NAMED = 5

/** What revoking these certificates would do, worked out by the engine and not done: whose they are, what grows, how long. */
export function BulkConsequence(props: {
  readonly ids: readonly number[]
  readonly reason: FinalRevocationReason
}): ReactElement {
  const { t } = useTranslation('certificates')
  const locale = useLocale()
  const read = useRead(
    'incident.preview',
    { selection: { by: 'certificates', certificates: [...props.ids] }, scenario: 'other', reason: props.reason },
    { keepPrevious: true }
  )
  if (read.error !== null) return <ErrorView error={read.error} />
  if (read.data === undefined) return <Skeleton variant="rounded" height={96} />
  const { affected, owners, moreOwners, crls, seconds } = read.data.plan
  const answers = crls.reduce((sum, { ocspAnswers }) => sum + ocspAnswers, 0)
  const left = props.ids.length - affected
  const number = (value: number): string => value.toLocaleString(locale)
  const others = Math.max(0, owners.length - NAMED) + moreOwners
  const named = owners.slice(0, NAMED).map((one) => `${one.owner} (${number(one.certificates)})`)
  return (
    <Box
      role="group"
      aria-label={t('list.dry.title')}
      data-testid="dry-run"
      sx={{ display: 'grid', gap: 1, p: 3, border: 1, borderColor: 'divider', borderRadius: 1, minWidth: 0 }}
    >
      <Typography sx={{ fontWeight: 600 }}>{t('list.dry.title')}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 5, overflowWrap: 'anywhere', fontSize: 13, lineHeight: '20px' }}>
        <li>{t('list.dry.affected', { count: affected, formatted: number(affected) })}</li>
        {left > 0 && <li>{t('list.dry.left', { count: left, formatted: number(left) })}</li>}
        {named.length > 0 && (
          <li>
            {t('list.dry.owners', { names: named.join(', ') })}
            {others > 0 && ` ${t('list.dry.moreOwners', { count: others })}`}
          </li>
        )}
        {crls.map((crl) => (
          <li key={crl.authorityId}>
            {t('list.dry.crl', {
              name: crl.authorityName,
              growth: number(crl.growth),
              size: number(crl.crlBytes ?? 0)
            })}
          </li>
        ))}
        {answers > 0 && <li>{t('list.dry.answers', { count: answers })}</li>}
        {affected > 0 && <li>{t('list.dry.seconds', { count: seconds, formatted: number(seconds) })}</li>}
      </Box>
    </Box>
  )
}

import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Effect } from '../../../src-shared/api/understanding.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../display/error-view.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { useLocale } from '../display/use-locale.ts'

const weights = ['breaks', 'changes', 'helps'] as const
const looks = { breaks: 'revoked', changes: 'expiring', helps: 'active' } as const

/** Effects of one weight that are shown; the page of the certificate shows them all. */
const SHOWN = 6

/** What breaks when a certificate is revoked or expires, as far as this installation knows. */
export function ConsequencePanel(props: {
  readonly certificateId: number
  /** Shows every effect, not the first of each weight. */
  readonly whole?: boolean
}): ReactElement {
  const { t } = useTranslation('consequence')
  const read = useRead('incident.consequence', { id: props.certificateId })
  if (read.error !== null) return <ErrorView error={read.error} />
  if (read.data === undefined) return <Skeleton variant="rounded" height={80} />
  const { effects } = read.data
  return (
    <Box
      role="group"
      aria-label={t('title')}
      data-testid="consequence"
      sx={{ display: 'grid', gap: 3, p: 3, border: 1, borderColor: 'divider', borderRadius: 1, minWidth: 0 }}
    >
      <Typography sx={{ fontWeight: 600 }}>{t('title')}</Typography>
      {effects.every(({ weight }) => weight !== 'breaks') && <Typography>{t('nothingBreaks')}</Typography>}
      {weights.map((weight) => (
        <Weight
          key={weight}
          weight={weight}
          effects={effects.filter((one) => one.weight === weight)}
          whole={props.whole === true}
        />
      ))}
      <Typography variant="caption" color="textSecondary">
        {t('onlyKnown')}
      </Typography>
      {props.whole !== true && (
        <Link component={RouterLink} to={`/incidents/certificate/${props.certificateId}`}>
          {t('more')}
        </Link>
      )}
    </Box>
  )
}

function Weight(props: {
  readonly weight: Effect['weight']
  readonly effects: readonly Effect[]
  readonly whole: boolean
}): ReactElement | null {
  const { t } = useTranslation('consequence')
  const { effects, weight } = props
  if (effects.length === 0) return null
  const shown = props.whole ? effects : effects.slice(0, SHOWN)
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start', minWidth: 0 }}>
      <StateChip kind="certificate" state={looks[weight]} label={t(`weight.${weight}`)} />
      <Box component="ul" sx={{ m: 0, pl: 5, minWidth: 0, overflowWrap: 'anywhere', fontSize: 13, lineHeight: '20px' }}>
        {shown.map((effect, index) => (
          <li key={index}>
            <EffectText effect={effect} />
          </li>
        ))}
        {effects.length > shown.length && <li>{t('andMore', { count: effects.length - shown.length })}</li>}
      </Box>
    </Box>
  )
}

function EffectText({ effect }: { readonly effect: Effect }): ReactElement {
  const { t } = useTranslation('consequence')
  const locale = useLocale()
  const number = effect.count.toLocaleString(locale)
  const text = t(`effect.${effect.kind}`, {
    name: effect.kind === 'location' && effect.detail !== '' ? `${effect.name}, ${effect.detail}` : effect.name,
    number: effect.more ? t('moreThan', { number }) : number,
    size: Number(effect.detail).toLocaleString(locale),
    detail: t(`detail.${effect.detail}`, { defaultValue: effect.detail })
  })
  const address = addressOf(effect)
  return address === null ? (
    <>{text}</>
  ) : (
    <Link component={RouterLink} to={address} color="inherit">
      {text}
    </Link>
  )
}

function addressOf({ kind, objectId, detail }: Effect): string | null {
  if (objectId === null) return null
  if (kind === 'authority' || kind === 'certificates-beneath') return `/authorities/${objectId}`
  if (kind === 'successor' || kind === 'same-key' || kind === 'other-certificate-of-authority')
    return `/certificates/${objectId}`
  return kind === 'renewal-under-way' && detail === 'request' ? `/requests/${objectId}` : null
}

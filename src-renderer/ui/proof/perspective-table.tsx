import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { PerspectiveView, PrimaryView } from '../../../src-shared/model/mpic.ts'
import type { CheckState } from '../display/state-look.ts'
import { Mono } from '../display/mono.tsx'
import { QuietTable } from '../display/quiet-table.tsx'
import { StateChip } from '../display/state-chip.tsx'

const primaryLook: Readonly<Record<PrimaryView['outcome'], CheckState>> = {
  passed: 'verified',
  failed: 'failed',
  'not-performed': 'not-performed'
}

/** What every perspective saw beside what this machine saw, and why it counts or does not. */
export function PerspectiveTable(props: {
  readonly primary: PrimaryView | null
  readonly perspectives: readonly PerspectiveView[]
}): ReactElement {
  const { t } = useTranslation('ui')
  const { primary, perspectives } = props
  if (primary === null && perspectives.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('evidence.mpic.noPerspectives')}
      </Typography>
    )
  const own =
    primary === null
      ? []
      : [
          {
            key: 'primary',
            cells: [
              <Typography key="code" variant="body2" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
                {t('evidence.mpic.primary')}
              </Typography>,
              '–',
              <StateChip
                key="state"
                kind="check"
                state={primaryLook[primary.outcome]}
                label={t(`evidence.mpic.primaryState.${primary.outcome}`)}
              />,
              <Saw key="saw" saw={primary.saw} why={primary.reason} />
            ]
          }
        ]
  return (
    <QuietTable
      label={t('evidence.mpic.perspectives')}
      head={[t('evidence.mpic.code'), t('evidence.mpic.registry'), t('evidence.mpic.state'), t('evidence.mpic.saw')]}
      rows={[
        ...own,
        ...perspectives.map((one, index) => ({
          key: `${one.code} ${index}`,
          cells: [
            <Mono key="code" value={one.code} grouped={false} copy={false} />,
            one.registry ?? t('evidence.mpic.unknownRegistry'),
            <StateChip key="state" kind="perspective" state={one.state} />,
            <Saw
              key="saw"
              saw={one.saw}
              why={one.why}
              foundAt={one.foundAt}
              {...(one.state === 'differs' ? { expected: one.expected } : {})}
              errors={one.errors}
            />
          ]
        }))
      ]}
    />
  )
}

function Saw(props: {
  readonly saw: readonly string[]
  readonly why: string
  readonly foundAt?: string | null
  readonly expected?: readonly string[]
  readonly errors?: PerspectiveView['errors']
}): ReactElement {
  const { t } = useTranslation('ui')
  const { saw, why, foundAt, expected = [], errors = [] } = props
  return (
    <Box sx={{ display: 'grid', gap: 1, minWidth: 260, overflowWrap: 'anywhere' }}>
      <Typography variant="body2" lang="en">
        {why}
      </Typography>
      {saw.map((value, index) => (
        <Mono key={index} value={value} grouped={false} />
      ))}
      {expected.length > 0 && (
        <Typography variant="caption" color="textSecondary">
          {t('evidence.mpic.expected', { value: expected.join(', ') })}
        </Typography>
      )}
      {foundAt !== undefined && foundAt !== null && foundAt !== '' && (
        <Typography variant="caption" color="textSecondary">
          {t('evidence.mpic.at', { name: foundAt })}
        </Typography>
      )}
      {errors.map(({ type, message }, index) => (
        <Typography key={index} variant="caption" color="textSecondary" lang="en">
          {type}: {message}
        </Typography>
      ))}
    </Box>
  )
}

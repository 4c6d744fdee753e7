import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../../src-shared/model/validation.ts'
import { StateChip } from '../display/state-chip.tsx'
import { TermHint } from '../display/term-hint.tsx'
import { TimeText } from '../display/time-text.tsx'
import { EngineSentence } from '../engine/engine-sentence.tsx'
import { shownOutcome } from './shown-outcome.ts'

/** The outcome of one check as a chip; green only with a stored row behind it. */
export function EvidenceMark({ evidence }: { readonly evidence: Evidence }): ReactElement {
  return <StateChip kind="check" state={shownOutcome(evidence)} />
}

/** One check: its outcome, what it is about, the reason in words, when, until when, and the way to the evidence. */
export function EvidenceLine(props: {
  readonly evidence: Evidence
  /** Says the name too, where lines of several names stand together. */
  readonly withSubject?: boolean
  readonly onShow: (id: number) => void
}): ReactElement {
  const { t } = useTranslation('ui')
  const { evidence } = props
  const { kind, subject, method, rule, reason, at, expiresAt, id, restsOn } = evidence
  const shown = id > 0 ? id : restsOn
  return (
    <Box
      component="li"
      sx={{
        // Where there is little room the words go below the outcome, and are not set one to a line.
        display: 'flex',
        flexWrap: 'wrap',
        gap: 3,
        alignItems: 'start',
        py: 3,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0, pt: 0 },
        '&:last-of-type': { pb: 0 }
      }}
    >
      <Box sx={{ flex: '0 0 132px' }}>
        <EvidenceMark evidence={evidence} />
      </Box>
      <Box sx={{ flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography variant="body2" component="div" sx={{ fontWeight: 600 }}>
          <TermHint hint={t(`evidence.kindHint.${kind}`)}>{t(`evidence.kind.${kind}`)}</TermHint>
          {props.withSubject === true && ` · ${subject}`}
          {method !== null && (
            <Typography component="span" variant="caption" color="textSecondary" sx={{ pl: 2 }}>
              {t(`evidence.method.${method}`, { defaultValue: method })}
            </Typography>
          )}
        </Typography>
        <EngineSentence rule={rule} message={reason} />
        <Typography variant="caption" component="div" color="textSecondary">
          {shown === null ? (
            t('evidence.unstored')
          ) : (
            <>
              {t('evidence.field.at')} <TimeText at={at} />
              {expiresAt !== null && (
                <>
                  {' · '}
                  {t('evidence.field.until')} <TimeText at={expiresAt} precision="day" />
                </>
              )}
            </>
          )}
        </Typography>
      </Box>
      {shown !== null && (
        <Button
          size="small"
          aria-label={`${t('evidence.show')}: ${t(`evidence.kind.${kind}`)}, ${subject}`}
          onClick={() => {
            props.onShow(shown)
          }}
        >
          {t('evidence.show')}
        </Button>
      )}
    </Box>
  )
}

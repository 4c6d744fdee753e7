import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { EvidenceList } from '../../ui/proof/evidence-list.tsx'
import { latestRound } from './latest-round.ts'

/** What a look has seen: the verdict, what to do, and every check with its evidence. */
export function CheckResult(props: {
  readonly result: Output<'domain.verify'>
  readonly kind: 'txt' | 'file'
}): ReactElement {
  const { t } = useTranslation('domains')
  const { domain, evidence } = props.result
  const round = latestRound(evidence)
  const seen = round.some(({ kind, outcome, id }) => kind === 'domain' && outcome === 'verified' && id > 0)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // In a low window it would come below the edge, and nothing would seem to have happened.
    box.current?.firstElementChild?.scrollIntoView({ block: 'nearest' })
  }, [props.result])
  return (
    <Box ref={box} role="status" sx={{ display: 'grid', gap: 3, minWidth: 0 }}>
      <Alert severity={seen ? 'success' : 'warning'} variant="outlined">
        <Typography sx={{ fontWeight: 600 }}>
          {t(seen ? 'result.verified' : 'result.failed', { name: domain.name })}
        </Typography>
        {!seen && <Typography variant="body2">{t(`result.advice.${props.kind}`)}</Typography>}
      </Alert>
      <EvidenceList evidence={round} />
    </Box>
  )
}

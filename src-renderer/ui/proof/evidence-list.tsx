import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { evidenceKinds, type Evidence } from '../../../src-shared/model/validation.ts'
import { EvidenceDialog } from './evidence-dialog.tsx'
import { EvidenceLine } from './evidence-line.tsx'

/** Checks in the order in which they are made, each with the way to what was seen. */
export function EvidenceList(props: {
  readonly evidence: readonly Evidence[]
  readonly withSubject?: boolean
  /** Keeps the order given, e.g. newest first. */
  readonly asGiven?: boolean
}): ReactElement {
  const { t } = useTranslation('ui')
  const [shown, setShown] = useState<number | null>(null)
  if (props.evidence.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('evidence.none')}
      </Typography>
    )
  const rows =
    props.asGiven === true
      ? props.evidence
      : props.evidence.toSorted((a, b) => evidenceKinds.indexOf(a.kind) - evidenceKinds.indexOf(b.kind))
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((one, index) => (
          <EvidenceLine
            key={`${one.id} ${one.kind} ${one.subject} ${index}`}
            evidence={one}
            onShow={setShown}
            {...(props.withSubject === undefined ? {} : { withSubject: props.withSubject })}
          />
        ))}
      </Box>
      {shown !== null && (
        <EvidenceDialog
          id={shown}
          onClose={() => {
            setShown(null)
          }}
        />
      )}
    </>
  )
}

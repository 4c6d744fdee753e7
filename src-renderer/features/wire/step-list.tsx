import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireStep } from '../../../src-shared/model/wire.ts'
import { Asn1View } from '../../ui/certificate/asn1-view.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { StepChip } from './outcome-chip.tsx'

/** The layers of one side, outermost first. */
export function StepList({ steps }: { readonly steps: readonly WireStep[] }): ReactElement {
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 4 }}>
      {steps.map((step, index) => (
        <Step key={index} step={step} />
      ))}
    </Box>
  )
}

function Step({ step }: { readonly step: WireStep }): ReactElement {
  const { t } = useTranslation('wire')
  const [open, setOpen] = useState(false)
  const { tree, bytes } = step
  return (
    <Box component="li" sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
        <Typography component="h3" sx={{ fontWeight: 600 }}>
          {t(`step.${step.kind}`)}
        </Typography>
        <StepChip outcome={step.outcome} />
        {tree !== null && bytes !== null && (
          <Button
            size="small"
            color="inherit"
            aria-expanded={open}
            onClick={() => {
              setOpen(!open)
            }}
          >
            {t(open ? 'tree.hide' : 'tree.show')}
          </Button>
        )}
      </Box>
      {step.reason !== null && (
        <Typography variant="body2" lang="en" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {step.reason}
        </Typography>
      )}
      {step.lines.length > 0 && (
        <DefinitionList
          termWidth={200}
          items={step.lines.map(({ label, value }) => ({ term: <span lang="en">{label}</span>, value }))}
        />
      )}
      {open && tree !== null && bytes !== null && <Asn1View root={tree} base64={bytes} />}
    </Box>
  )
}

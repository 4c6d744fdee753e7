import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import type { CeremonyStep } from '../../../src-shared/model/ceremony.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { FactsView } from './facts-view.tsx'
import { FileButton, type ChosenFile } from './file-button.tsx'
import { stageProse, stageSmall } from './stage-text.ts'
import { beyondScript, scriptedFacts, usesKey, wantedAnswer } from './step-content.ts'
import { TokenSignIn } from './token-sign-in.tsx'

/** One step: what is read aloud, what will be done, and the act itself. A step that uses a key is begun and carried out by two acts. */
export function StageStep(props: {
  readonly ceremony: CeremonyView
  readonly step: CeremonyStep
  readonly entries: readonly TranscriptEntry[]
  readonly attach: ReactElement
}): ReactElement {
  const { t } = useTranslation('ceremonies')
  const { ceremony, step } = props
  const begin = useCommand('ceremony.step-begin')
  const complete = useCommand('ceremony.step-complete')
  const [answer, setAnswer] = useState('')
  const [csr, setCsr] = useState<ChosenFile | null>(null)
  const [asked, setAsked] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const begun = ceremony.phase === 'complete'
  const grave = usesKey(step)
  const wants = wantedAnswer(step)
  const unanswered = wants !== null && answer.trim() === ''
  const at = { ceremony: ceremony.id, step: step.id }
  const busy = begin.isPending || complete.isPending
  const finish = (): void => {
    setError(null)
    complete.mutate(
      { ...at, ...(wants === null ? {} : { answer: answer.trim() }) },
      {
        onError: setError,
        onSettled: () => {
          setAsked(false)
        }
      }
    )
  }
  const start = (then?: () => void): void => {
    setError(null)
    begin.mutate(
      { ...at, ...(csr === null ? {} : { csr: csr.content }) },
      { onError: setError, ...(then === undefined ? {} : { onSuccess: then }) }
    )
  }
  const name = step.kind === 'destroy-key' ? (step.authority ?? step.label) : undefined
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      {step.say !== undefined && (
        <Box sx={{ borderLeft: 4, borderColor: 'primary.main', pl: 4 }}>
          <Typography color="textSecondary" sx={{ fontSize: stageSmall }}>
            {t('step.say')}
          </Typography>
          <Typography sx={{ fontSize: stageProse, lineHeight: 1.4 }}>{step.say}</Typography>
        </Box>
      )}
      <FactsView facts={scriptedFacts(step)} />
      {begun && <FactsView facts={beyondScript(step, intentOf(props.entries))} />}
      {wants !== null && (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Typography id="stage-question" sx={{ fontSize: stageProse, lineHeight: 1.4 }}>
            {step.kind === 'confirm' ? step.question : t(`step.ask.${step.kind}`)}
          </Typography>
          {wants.choices === null ? (
            <TextField
              label={t('step.answer')}
              value={answer}
              autoComplete="off"
              sx={{ maxWidth: 720 }}
              onChange={({ target }) => {
                setAnswer(target.value)
              }}
            />
          ) : (
            <RadioGroup
              row
              aria-labelledby="stage-question"
              value={answer}
              onChange={(_, value) => {
                setAnswer(value)
              }}
            >
              {wants.choices.map((choice) => (
                <FormControlLabel
                  key={choice}
                  value={choice}
                  label={choice}
                  control={<Radio />}
                  slotProps={{ typography: { sx: { fontSize: stageProse, lineHeight: 1.4 } } }}
                />
              ))}
            </RadioGroup>
          )}
        </Box>
      )}
      {step.kind === 'sign-subordinate' && !begun && (
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'center' }}>
          <FileButton large label={t('step.csr')} accept=".csr,.pem,.der" onFile={setCsr} onError={setError} />
          <span>{csr?.name ?? t('step.csrMissing')}</span>
        </Box>
      )}
      {step.kind === 'photograph' && begun && props.attach}
      {grave && <TokenSignIn />}
      {grave && begun && (
        <Alert severity="warning" variant="outlined">
          {t('step.begun')}
        </Alert>
      )}
      <ErrorView error={error} />
      <Box sx={{ display: 'flex', gap: 3 }}>
        {begun ? (
          <Button
            size="large"
            variant="contained"
            disabled={unanswered}
            loading={busy}
            onClick={() => {
              if (grave) setAsked(true)
              else finish()
            }}
          >
            {t(grave ? 'step.carryOut' : `step.done.${step.kind}`)}
          </Button>
        ) : (
          <Button
            size="large"
            variant="contained"
            disabled={unanswered || (step.kind === 'sign-subordinate' && csr === null)}
            loading={busy}
            onClick={() => {
              if (grave || step.kind === 'photograph') start()
              else start(finish)
            }}
          >
            {t(grave || step.kind === 'photograph' ? 'step.begin' : `step.done.${step.kind}`)}
          </Button>
        )}
      </Box>
      <ConfirmDialog
        open={asked}
        title={step.title}
        consequence={
          <>
            <Typography sx={{ mb: 3 }}>
              {t(ceremony.mode === 'rehearsal' ? 'step.consequenceRehearsal' : 'step.consequence', {
                what: t(`kind.${step.kind}`)
              })}
            </Typography>
            <FactsView facts={scriptedFacts(step)} />
          </>
        }
        confirmLabel={t('step.carryOut')}
        danger={step.kind === 'destroy-key'}
        {...(name === undefined ? {} : { typeName: name })}
        busy={busy}
        onConfirm={finish}
        onClose={() => {
          setAsked(false)
        }}
      />
    </Box>
  )
}

/** What the beginning of the present step noted: how things stood before. */
function intentOf(entries: readonly TranscriptEntry[]): Readonly<Record<string, string>> {
  const intent = entries.findLast(({ kind }) => kind === 'step-began')?.detail['intent']
  if (typeof intent !== 'object' || intent === null || Array.isArray(intent)) return {}
  return Object.fromEntries(
    Object.entries(intent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  )
}

import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { FactsView } from './facts-view.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { RehearsedFacts } from './rehearsed-facts.tsx'
import { SignOffForm } from './sign-off-form.tsx'
import { stageProse } from './stage-text.ts'

/** The result of a step, and everybody who has to sign it off, one after the other. */
export function StageSignOff(props: { readonly ceremony: CeremonyView }): ReactElement {
  const { t } = useTranslation('ceremonies')
  const { ceremony } = props
  const { missing, deviates, deviations, facts, step } = ceremony
  const [chosen, setChosen] = useState('')
  const [noting, setNoting] = useState(false)
  const keyOf = (one: { role: string; person: string }): string => `${one.role}/${one.person}`
  const present = missing.find((one) => keyOf(one) === chosen) ?? missing[0]
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      {facts !== null && <FactsView facts={facts} />}
      {deviations.length > 0 && (
        <Alert severity={deviates ? 'error' : 'warning'} variant="outlined" sx={{ '& .MuiAlert-message': { flex: 1 } }}>
          <AlertTitle>{t(deviates ? 'signOff.deviates' : 'signOff.deviated')}</AlertTitle>
          <QuietTable
            label={t('signOff.deviates')}
            head={[t('rehearsed.what'), t('signOff.expected'), t('signOff.found')]}
            rows={deviations.map(({ fact, expected, found }) => ({
              key: fact,
              cells: [t(`fact.${fact}`, { defaultValue: fact }), expected, found]
            }))}
          />
          {deviates && (
            <Button
              color="inherit"
              variant="outlined"
              onClick={() => {
                setNoting(true)
              }}
            >
              {t('digress.title')}
            </Button>
          )}
        </Alert>
      )}
      {!deviates && present !== undefined && (
        <>
          <Typography sx={{ fontSize: stageProse, lineHeight: 1.4 }}>
            {t('signOff.lead', { count: missing.length })}
          </Typography>
          <Box role="group" aria-label={t('signOff.who')} sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
            {missing.map((one) => (
              <Button
                key={keyOf(one)}
                variant={one === present ? 'contained' : 'outlined'}
                aria-pressed={one === present}
                onClick={() => {
                  setChosen(keyOf(one))
                }}
              >
                {t('signOff.person', { person: one.person, role: one.role })}
              </Button>
            ))}
          </Box>
          <SignOffForm key={keyOf(present)} ceremony={ceremony.id} wanted={present} />
        </>
      )}
      {step !== null && <RehearsedFacts ceremony={ceremony} step={step.id} />}
      {noting && (
        <NoteDialog
          ceremony={ceremony.id}
          what="digress"
          onClose={() => {
            setNoting(false)
          }}
        />
      )}
    </Box>
  )
}

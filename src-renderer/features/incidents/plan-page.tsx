import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { incidentScenarios, type IncidentPlan, type Selection } from '../../../src-shared/api/understanding.ts'
import { finalRevocationReason, type FinalRevocationReason } from '../../../src-shared/model/revocation.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { PlanView } from './plan-view.tsx'
import { selectionIn } from './plan-address.ts'
import { SelectionForm } from './selection-form.tsx'

const reasons = finalRevocationReason.options.filter((reason) => reason !== 'cACompromise')
const reasonOf: Readonly<Record<IncidentPlan['scenario'], FinalRevocationReason>> = {
  'key-compromise': 'keyCompromise',
  'wrong-profile': 'superseded',
  'wrong-validation': 'superseded',
  other: 'unspecified'
}

/** A mass revocation from the choice over the preview to the drill or the deed. */
export function PlanPage(): ReactElement {
  const { t } = useTranslation('incidents')
  const { t: common } = useTranslation()
  const [params, setParams] = useSearchParams()
  const selection = selectionIn(params.get('selection'))
  const scenario = incidentScenarios.find((one) => one === params.get('scenario')) ?? 'other'
  const reason = reasons.find((one) => one === params.get('reason')) ?? reasonOf[scenario]
  const set = (name: string, value: string): void => {
    setParams(
      (old) => {
        old.set(name, value)
        if (name === 'scenario') old.delete('reason')
        return old
      },
      { replace: true }
    )
  }
  return (
    <Page title={t('new')} lead={t('newLead')}>
      <Section title={t('choice')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 4 }}>
            <TextField
              select
              label={t('scenario')}
              value={scenario}
              onChange={({ target }) => {
                set('scenario', target.value)
              }}
              sx={{ width: 260 }}
            >
              {incidentScenarios.map((one) => (
                <MenuItem key={one} value={one}>
                  {t(`scenarios.${one}`)}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              select
              label={t('reason')}
              value={reason}
              onChange={({ target }) => {
                set('reason', target.value)
              }}
              sx={{ width: 280 }}
            >
              {reasons.map((one) => (
                <MenuItem key={one} value={one}>
                  {common(`revocationReason.${one}`)}
                </MenuItem>
              ))}
            </TextField>
          </Box>
          <SelectionForm
            onChoose={(chosen) => {
              set('selection', JSON.stringify(chosen))
            }}
          />
        </Box>
      </Section>
      {selection !== null && <Preview selection={selection} scenario={scenario} reason={reason} />}
    </Page>
  )
}

interface Choice {
  readonly selection: Selection
  readonly scenario: IncidentPlan['scenario']
  readonly reason: FinalRevocationReason
}

function Preview(choice: Choice): ReactElement {
  const { t } = useTranslation('incidents')
  const read = useRead('incident.preview', { ...choice })
  const mayRevoke = useMay('certificate.revoke')
  if (read.error !== null) return <ErrorView error={read.error} onRetry={() => void read.refetch()} />
  if (read.data === undefined) return <Skeleton variant="rounded" height={240} />
  const { plan } = read.data
  return (
    <>
      <PlanView plan={plan} />
      {mayRevoke && plan.affected > 0 && (
        <Section title={t('act')} lead={t('actLead')}>
          <Act choice={choice} plan={plan} onStale={() => void read.refetch()} />
        </Section>
      )}
    </>
  )
}

function Act(props: {
  readonly choice: Choice
  readonly plan: IncidentPlan
  readonly onStale: () => void
}): ReactElement {
  const { t } = useTranslation('incidents')
  const { choice, plan } = props
  const navigate = useNavigate()
  const toast = useToast()
  const drill = useCommand('incident.drill')
  const revoke = useCommand('incident.revoke')
  const [note, setNote] = useState('')
  const [sure, setSure] = useState(false)
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <TextField
        label={t('note')}
        value={note}
        onChange={({ target }) => {
          setNote(target.value.slice(0, 1000))
        }}
        fullWidth
      />
      <ErrorView error={drill.error} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3 }}>
        <Button
          variant="contained"
          loading={drill.isPending}
          onClick={() => {
            drill.mutate(
              { ...choice, note },
              {
                onSuccess: () => {
                  toast({ tone: 'success', text: t('drilled') })
                  void navigate('/incidents')
                }
              }
            )
          }}
        >
          {t('drill')}
        </Button>
        <Button
          variant="outlined"
          color="error"
          onClick={() => {
            setSure(true)
          }}
        >
          {t('revokeAll', { count: plan.affected })}
        </Button>
      </Box>
      <ConfirmDialog
        open={sure}
        danger
        title={t('revokeAll', { count: plan.affected })}
        consequence={t('sure', { count: plan.affected })}
        confirmLabel={t('revokeAll', { count: plan.affected })}
        typeName={String(plan.affected)}
        operation="incident.revoke"
        busy={revoke.isPending}
        error={revoke.error}
        onClose={() => {
          setSure(false)
          if (revoke.error !== null) props.onStale()
          revoke.reset()
        }}
        onConfirm={() => {
          revoke.mutate(
            { ...choice, digest: plan.digest, note },
            {
              onSuccess: ({ done, failed }) => {
                toast({
                  tone: failed.length === 0 ? 'success' : 'warning',
                  text: t('revokedAll', { count: done, failed: failed.length })
                })
                void navigate('/incidents')
              }
            }
          )
        }}
      />
    </Box>
  )
}

import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClockView } from '../../../src-shared/api/tsa.ts'
import { clockSettings } from '../../../src-shared/model/tsa.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Whether the clock is trusted, what the time servers said, and how it is watched: one for all time-stamp services. */
export function ClockSection(): ReactElement {
  const { t } = useTranslation('tsa')
  const mayEdit = useMay('service.edit')
  const read = useRead('tsa.clock', {})
  const check = useCommand('tsa.clock-check')
  const clock = read.data?.clock
  return (
    <Section
      title={t('clock.title')}
      lead={t('clock.lead')}
      aside={
        clock !== undefined &&
        clock.settings.servers.length > 0 &&
        mayEdit && (
          <Button
            size="small"
            loading={check.isPending}
            onClick={() => {
              check.mutate({})
            }}
          >
            {t('clock.ask')}
          </Button>
        )
      }
    >
      <ErrorView error={read.error ?? check.error} />
      {clock !== undefined && (
        <Box sx={{ display: 'grid', gap: 4 }}>
          <ClockFacts clock={clock} />
          <ClockForm key={JSON.stringify(clock.settings)} clock={clock} mayEdit={mayEdit} />
        </Box>
      )}
    </Section>
  )
}

function ClockFacts({ clock }: { readonly clock: ClockView }): ReactElement {
  const { t } = useTranslation('tsa')
  const locale = useLocale()
  const ms = (value: number): string => `${value.toLocaleString(locale, { maximumFractionDigits: 1 })} ms`
  const { lastCheck } = clock
  return (
    <DefinitionList
      items={[
        {
          term: t('clock.state'),
          value: (
            <StateChip
              kind="check"
              state={clock.trusted ? 'verified' : 'failed'}
              label={t(clock.trusted ? 'clock.trusted' : 'clock.notTrusted')}
            />
          )
        },
        {
          term: t('clock.confirmed'),
          value:
            clock.confirmedAt === null ? null : (
              <>
                {clock.confirmedBy}, <TimeText at={clock.confirmedAt} />
              </>
            )
        },
        { term: t('clock.asked'), value: lastCheck === null ? null : <TimeText at={lastCheck.at} /> },
        { term: t('clock.offset'), value: lastCheck?.offset == null ? null : ms(lastCheck.offset) },
        ...(lastCheck?.servers ?? []).map((one) => ({
          term: one.server,
          value: (
            <Typography variant="body2" component="span" color={one.refused === null ? 'textPrimary' : 'error'}>
              {one.refused ??
                t('clock.serverSaid', { offset: ms(one.offset ?? 0), delay: ms(one.delay ?? 0), stratum: one.stratum })}
            </Typography>
          )
        }))
      ]}
    />
  )
}

function ClockForm({ clock, mayEdit }: { readonly clock: ClockView; readonly mayEdit: boolean }): ReactElement {
  const { t } = useTranslation('tsa')
  const toast = useToast()
  const save = useCommand('tsa.clock-settings')
  const form = useSchemaForm(clockSettings, clock.settings)
  return (
    <SchemaForm
      form={form}
      error={save.error}
      onSubmit={(settings) => {
        save.mutate(settings, {
          onSuccess: () => {
            toast({ tone: 'success', text: t('saved') })
          }
        })
      }}
    >
      <Box
        component="fieldset"
        disabled={!mayEdit}
        sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 4 }}
      >
        <ChipsInput name="servers" label={t('clock.servers')} help={t('clock.serversHelp')} />
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
          <NumberInput name="toleranceMs" label={t('clock.tolerance')} unit="ms" />
          <NumberInput name="everyMinutes" label={t('clock.every')} unit={t('minutes')} />
        </Box>
        <SwitchInput name="required" label={t('clock.required')} help={t('clock.requiredHelp')} />
      </Box>
      {mayEdit && (
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <SaveButton variant="outlined" busy={save.isPending}>
            {t('ui:save')}
          </SaveButton>
        </Box>
      )}
    </SchemaForm>
  )
}

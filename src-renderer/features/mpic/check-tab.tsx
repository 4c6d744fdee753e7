import Perspectives from '@mui/icons-material/TravelExploreOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { EngineSentence } from '../../ui/engine/engine-sentence.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { MpicDetailView } from '../../ui/proof/mpic-detail-view.tsx'
import { checkForm, checkMethods, type CheckMethod } from './check-form.ts'

const two = { display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }

/** Has this machine and the others look at a name, and explains what each saw. */
export function CheckTab(): ReactElement {
  const { t } = useTranslation('mpic')
  const navigate = useNavigate()
  const mayReadSettings = useMay('settings.read')
  const connector = useRead('mpic.settings', {}, { enabled: mayReadSettings })
  const check = useCommand('mpic.check')
  const form = useSchemaForm(checkForm, {
    name: '',
    method: 'caa',
    authority: null,
    identity: [],
    value: '',
    label: '_pki-validation',
    path: ''
  })
  const method = useWatch({ control: form.control, name: 'method' })
  const shown = connector.data
  if (mayReadSettings && shown === undefined && connector.error === null)
    return <Skeleton variant="rounded" height={240} />
  if (shown !== undefined && shown.settings.url === null)
    return (
      <EmptyState
        icon={Perspectives}
        title={t('notSetUp.title')}
        text={t('notSetUp.text')}
        action={{ id: 'mpic.setup', label: t('notSetUp.action'), run: () => void navigate('/mpic?tab=setup') }}
      />
    )
  const result = check.data
  return (
    <>
      <ErrorView error={connector.error} />
      {shown !== undefined && (
        <Alert severity="info" variant="outlined">
          {t(`modeNote.${shown.settings.mode}`)}{' '}
          {t('calls', { count: shown.callsToday, most: shown.settings.callsPerDay })}.
        </Alert>
      )}
      <Section title={t('tab.check')} lead={t('check.lead')}>
        <SchemaForm
          form={form}
          error={check.error}
          onSubmit={(input) => {
            check.mutate(input)
          }}
        >
          <Box sx={two}>
            <TextInput
              name="name"
              label={t('check.name')}
              help={t('check.nameHelp')}
              placeholder="www.example.com"
              required
            />
            <SelectInput
              name="method"
              label={t('check.method')}
              choices={checkMethods.map((value) => ({ value, label: t(`check.methods.${value}`) }))}
            />
            <MethodFields method={method} />
          </Box>
          <Box>
            <Button type="submit" variant="contained" loading={check.isPending}>
              {t('check.run')}
            </Button>
          </Box>
        </SchemaForm>
      </Section>
      {result !== undefined && (
        <Section
          title={t('check.result')}
          aside={
            result.detail.exchangeId === null ? undefined : (
              <Button size="small" component={Link} to={`/mpic/${result.detail.exchangeId}`}>
                {t('check.open')}
              </Button>
            )
          }
        >
          <Box role="status" sx={{ display: 'grid', gap: 4, '& > *': { minWidth: 0 } }}>
            <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
              <StateChip kind="check" state={result.outcome} />
              <EngineSentence rule={result.rule} message={result.reason} />
              <Typography variant="caption" color="textSecondary">
                {result.rule}
              </Typography>
            </Box>
            <MpicDetailView detail={result.detail} />
          </Box>
        </Section>
      )}
    </>
  )
}

function MethodFields({ method }: { readonly method: CheckMethod }): ReactElement {
  const { t } = useTranslation('mpic')
  const authorities = useRead('authority.list', {}, { enabled: useMay('authority.read') })
  if (method === 'caa')
    return (
      <>
        <SelectInput
          name="authority"
          label={t('check.authority')}
          emptyIsNull
          choices={[
            { value: '', label: t('check.allAuthorities') },
            ...(authorities.data?.authorities ?? [])
              .filter(({ state }) => state === 'active')
              .map(({ id, name }) => ({ value: String(id), label: name }))
          ]}
        />
        <ChipsInput name="identity" label={t('check.identity')} help={t('check.identityHelp')} />
      </>
    )
  return (
    <>
      <TextInput name="value" label={t('check.value')} help={t(`check.valueHelp.${method}`)} required mono />
      {method === 'txt' && <TextInput name="label" label={t('check.label')} mono />}
      {method === 'file' && <TextInput name="path" label={t('check.path')} placeholder="proof.txt" required mono />}
      {method === 'http-01' && <TextInput name="path" label={t('check.token')} required mono />}
    </>
  )
}

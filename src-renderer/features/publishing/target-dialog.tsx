import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { PublishTarget } from '../../../src-shared/api/publishing.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { DestinationFields } from './destination-fields.tsx'
import { destinationOf, settingsOf, targetSchema, valuesOf, type TargetValues } from './target-values.ts'

const kinds = ['folder', 'sftp', 'http', 's3'] as const
const contents = ['crls', 'certificates', 'ocsp', 'documents'] as const

/** A new target, or one that is to be changed; the connection can be tried before anything is kept. */
export function TargetDialog(props: {
  readonly target: PublishTarget | null
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('publishing')
  const { target, onClose } = props
  const toast = useToast()
  const add = useCommand('publish.add')
  const update = useCommand('publish.update')
  const form = useSchemaForm(targetSchema, valuesOf(target))
  const kind = useWatch({ control: form.control, name: 'kind' })
  const save = (values: TargetValues): void => {
    const done = (): void => {
      toast({ tone: 'success', text: t('saved', { name: values.name }) })
      onClose()
    }
    const input = { ...destinationOf(values), name: values.name, settings: settingsOf(values) }
    if (target === null) add.mutate(input, { onSuccess: done })
    else update.mutate({ ...input, target: target.id, version: target.version }, { onSuccess: done })
  }
  return (
    <FormDialog
      wide
      title={target === null ? t('dialog.add') : t('dialog.edit', { name: target.name })}
      lead={t('dialog.lead')}
      form={form}
      error={add.error ?? update.error}
      busy={add.isPending || update.isPending}
      action={t('dialog.save')}
      onClose={onClose}
      onSubmit={save}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, pt: 1 }}>
        <TextInput name="name" label={t('field.name')} required autoFocus />
        <SelectInput
          name="kind"
          label={t('field.kind')}
          choices={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </Box>
      <DestinationFields kind={kind} kept={target?.hasSecret === true} />
      <TryOut target={target} valuesNow={form.getValues} onHostKey={(key) => form.setValue('hostKey', key)} />
      <Typography variant="h4" component="h3">
        {t('what')}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1 }}>
        {contents.map((name) => (
          <SwitchInput key={name} name={name} label={t(`field.${name}`)} />
        ))}
        <SwitchInput name="onChange" label={t('field.onChange')} />
        <SwitchInput name="removeOld" label={t('field.removeOld')} />
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '2fr 1fr', gap: 4 }}>
        <TextInput name="baseAddress" label={t('field.base')} help={t('field.baseHelp')} mono />
        <DurationInput name="every" label={t('field.every')} />
      </Box>
    </FormDialog>
  )
}

/** Connects with what the fields say, and shows the host key that is to be confirmed. */
function TryOut(props: {
  readonly target: PublishTarget | null
  readonly valuesNow: () => TargetValues
  readonly onHostKey: (key: string) => void
}): ReactElement {
  const { t } = useTranslation('publishing')
  const tried = useCommand('publish.try')
  const { data, error, isPending, mutate } = tried
  const unconfirmed = data !== undefined && data.hostKey !== null && data.hostKey !== props.valuesNow().hostKey
  return (
    <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
      <Button
        variant="outlined"
        loading={isPending}
        onClick={() => {
          mutate({ ...destinationOf(props.valuesNow()), ...(props.target === null ? {} : { target: props.target.id }) })
        }}
      >
        {t('test')}
      </Button>
      <ErrorView error={error} />
      {data !== undefined && (
        <Alert
          severity={data.ok ? 'success' : 'warning'}
          variant="outlined"
          role="status"
          sx={{ width: '100%', overflowWrap: 'anywhere' }}
        >
          <Typography sx={{ fontWeight: 600 }}>{t(data.ok ? 'testOk' : 'testFailed')}</Typography>
          {unconfirmed ? t('confirmKey', { key: data.hostKey }) : data.message}
          {unconfirmed && data.hostKey !== null && (
            <Box sx={{ pt: 2 }}>
              <Button
                size="small"
                variant="outlined"
                onClick={() => {
                  props.onHostKey(data.hostKey ?? '')
                  tried.reset()
                }}
              >
                {t('confirm')}
              </Button>
            </Box>
          )}
        </Alert>
      )}
    </Box>
  )
}

import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { z } from 'zod'
import { recoveryFields } from '../../../src-shared/model/recovery.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

const schema = z.object(recoveryFields)
type Fields = z.infer<typeof schema>

/** When backups are made by themselves, where they go, and when somebody is reminded. */
export function BackupsTab(): ReactElement {
  const { t } = useTranslation('settings')
  const read = useRead('settings.show', {})
  const settings = read.data?.settings
  return (
    <Section
      title={t('tab.backups')}
      lead={t('backup.lead')}
      aside={
        <Button size="small" component={Link} to="/recovery">
          {t('backup.toRecovery')}
        </Button>
      }
    >
      <ErrorView error={read.error} />
      {settings !== undefined && <BackupForm defaults={schema.parse(settings)} />}
    </Section>
  )
}

function BackupForm({ defaults }: { readonly defaults: Fields }): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const save = useCommand('settings.update')
  const form = useSchemaForm(schema, defaults)
  return (
    <SchemaForm
      form={form}
      error={save.error}
      onSubmit={(settings) => {
        save.mutate(
          { settings },
          {
            onSuccess: () => {
              form.reset(settings)
              toast({ tone: 'success', text: t('saved') })
            }
          }
        )
      }}
    >
      <Box
        component="fieldset"
        disabled={!mayEdit}
        sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 4 }}
      >
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 4 }}>
          <NumberInput
            name="backupEveryHours"
            label={t('backup.every')}
            help={t('backup.everyHelp')}
            unit={t('backup.hours')}
          />
          <NumberInput name="backupsKept" label={t('backup.kept')} help={t('backup.keptHelp')} />
        </Box>
        <TextInput name="backupFolder" label={t('backup.folder')} help={t('backup.folderHelp')} emptyIsNull />
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 4 }}>
          <NumberInput
            name="backupMaxAgeDays"
            label={t('backup.maxAge')}
            help={t('backup.zeroNever')}
            unit={t('backup.days')}
          />
          <NumberInput
            name="drillMaxAgeDays"
            label={t('backup.drillMaxAge')}
            help={t('backup.zeroNever')}
            unit={t('backup.days')}
          />
        </Box>
      </Box>
      {mayEdit && (
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <SaveButton variant="outlined" busy={save.isPending}>
            {t('save')}
          </SaveButton>
        </Box>
      )}
    </SchemaForm>
  )
}

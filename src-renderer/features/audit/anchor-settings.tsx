import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { AnchorSettings as Settings } from '../../../src-shared/model/audit-anchor.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

const stampers = ['nobody', 'own', 'other'] as const

/** When anchors are made by themselves, who signs them and who stamps them. */
export function AnchorSettings(props: {
  readonly settings: Settings
  readonly names: readonly string[]
}): ReactElement {
  const { t } = useTranslation('audit')
  const mayChange = useMay('settings.edit')
  const [open, setOpen] = useState(false)
  const { settings, names } = props
  const { stamp } = settings
  const source = stamp.by === 'own' ? stamp.service : stamp.by === 'other' ? stamp.address : ''
  return (
    <Section
      title={t('anchors.settings')}
      aside={
        mayChange && (
          <Button
            onClick={() => {
              setOpen(true)
            }}
          >
            {t('anchors.change')}
          </Button>
        )
      }
    >
      <DefinitionList
        items={[
          { term: t('anchors.everyHours'), value: String(settings.everyHours) },
          { term: t('anchors.by'), value: settings.signer ?? t('anchors.nobody') },
          {
            term: t('anchors.stamper'),
            value: source === '' ? t('anchors.stampers.nobody') : `${t(`anchors.stampers.${stamp.by}`)}: ${source}`
          }
        ]}
      />
      {open && (
        <SettingsDialog
          settings={settings}
          names={names}
          source={source}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </Section>
  )
}

const schema = z.object({
  everyHours: z.number().int().min(0).max(8760),
  signer: z.string().nullable(),
  by: z.enum(stampers),
  source: z.string().trim().max(500)
})

function SettingsDialog(props: {
  readonly settings: Settings
  readonly names: readonly string[]
  readonly source: string
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('audit')
  const toast = useToast()
  const change = useCommand('anchor.change-settings')
  const { settings, names, source, onClose } = props
  const form = useSchemaForm(schema, {
    everyHours: settings.everyHours,
    signer: settings.signer,
    by: settings.stamp.by,
    source
  })
  const by = form.watch('by')
  return (
    <FormDialog
      title={t('anchors.settings')}
      form={form}
      error={change.error}
      busy={change.isPending}
      action={t('anchors.change')}
      operation="anchor.change-settings"
      onClose={onClose}
      onSubmit={(values) => {
        const stamp: Settings['stamp'] =
          values.by === 'own'
            ? { by: 'own', service: values.source }
            : values.by === 'other'
              ? { by: 'other', address: values.source }
              : { by: 'nobody' }
        change.mutate(
          { everyHours: values.everyHours, signer: values.signer, stamp },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('anchors.saved') })
              onClose()
            }
          }
        )
      }}
    >
      <NumberInput name="everyHours" label={t('anchors.everyHours')} help={t('anchors.everyHoursHelp')} />
      <SelectInput
        name="signer"
        label={t('anchors.by')}
        emptyIsNull
        choices={[{ value: '', label: t('anchors.nobody') }, ...names.map((value) => ({ value, label: value }))]}
      />
      <SelectInput
        name="by"
        label={t('anchors.stamper')}
        choices={stampers.map((value) => ({ value, label: t(`anchors.stampers.${value}`) }))}
      />
      {by !== 'nobody' && (
        <TextInput name="source" label={t(by === 'own' ? 'anchors.service' : 'anchors.address')} required />
      )}
    </FormDialog>
  )
}

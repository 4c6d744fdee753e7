import Add from '@mui/icons-material/AddOutlined'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { roleChoices, roleWords } from '../../ui/engine/role-words.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import type { Rules } from './rules-tab.tsx'

/** How many people a role must and may have. */
export function LimitsSection({ rules }: { readonly rules: Rules }): ReactElement {
  const { t, i18n } = useTranslation('quorum')
  const mayManage = useMay('role.manage')
  const mayRead = useMay('operator.read')
  const roles = useRead('role.list', {}, { enabled: mayRead })
  const [open, setOpen] = useState(false)
  const label = (name: string): string =>
    roleWords(i18n.language, name, roles.data?.roles.find((role) => role.name === name)?.label)
  return (
    <Section
      title={t('limits')}
      lead={t('limitsLead')}
      flush
      aside={
        mayManage && (
          <ActionButton
            size="small"
            action={{
              id: 'quorum.limit',
              label: t('action.limit'),
              icon: Add,
              run: () => {
                setOpen(true)
              }
            }}
          />
        )
      }
    >
      {rules.limits.length === 0 ? (
        <Typography sx={{ px: 4, pb: 4 }}>{t('noLimits')}</Typography>
      ) : (
        <QuietTable
          label={t('limits')}
          head={[t('limitColumn.role'), t('limitColumn.minimum'), t('limitColumn.maximum'), t('limitColumn.present')]}
          rows={rules.limits.map(({ role, minimum, maximum, present }) => ({
            key: role,
            cells: [label(role), minimum, maximum ?? t('unlimited'), present]
          }))}
        />
      )}
      {open && (
        <LimitDialog
          roles={roleChoices(i18n.language, roles.data?.roles ?? [])}
          rules={rules}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </Section>
  )
}

const form = z.object({
  role: z.string().min(1),
  minimum: z.number().int().min(0).max(1000),
  maximum: z.number().int().min(1).max(1000).nullable()
})

function LimitDialog(props: {
  readonly roles: readonly { readonly value: string; readonly label: string }[]
  readonly rules: Rules
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('quorum')
  const limit = useCommand('quorum.limit')
  const state = useSchemaForm(form, { role: '', minimum: 0, maximum: null })
  return (
    <FormDialog
      title={t('limitForm.title')}
      lead={t('limitsLead')}
      form={state}
      error={limit.error}
      busy={limit.isPending}
      action={t('limitForm.save')}
      onClose={props.onClose}
      onSubmit={(values) => {
        limit.mutate(values, { onSuccess: props.onClose })
      }}
    >
      <SelectInput name="role" label={t('limitForm.role')} required choices={props.roles} />
      <NumberInput name="minimum" label={t('limitForm.minimum')} />
      <NumberInput name="maximum" label={t('limitForm.maximum')} />
    </FormDialog>
  )
}

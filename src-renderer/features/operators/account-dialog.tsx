import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { useCommand, useRead } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { roleChoices } from '../../ui/engine/role-words.ts'
import { CheckGroup } from '../../ui/form/check-group.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { OperatorView } from './accounts-tab.tsx'

const fewest = 8

/** A new account with its first passphrase, or name and roles of one that exists. */
export function AccountDialog(props: {
  readonly operator: OperatorView | null
  readonly onClose: () => void
}): ReactElement {
  const { t, i18n } = useTranslation('operators')
  const { operator, onClose } = props
  const toast = useToast()
  const roles = useRead('role.list', {})
  const create = useCommand('operator.create')
  const update = useCommand('operator.update')
  const schema = useMemo(
    () =>
      z
        .object({
          name: objectName,
          displayName: z.string().max(200),
          roles: z.array(z.string()).min(1, t('field.rolesMissing')),
          passphrase:
            operator === null
              ? z
                  .string()
                  .min(fewest, t('ui:form.fewest', { count: fewest }))
                  .max(1024)
              : z.string(),
          again: z.string()
        })
        .refine(({ passphrase, again }) => passphrase === again, { path: ['again'], error: t('ui:form.differ') }),
    [t, operator]
  )
  const form = useSchemaForm(schema, {
    name: operator?.name ?? '',
    displayName: operator?.displayName ?? '',
    roles: operator?.roles ?? [],
    passphrase: '',
    again: ''
  })
  return (
    <FormDialog
      title={operator === null ? t('create.title') : t('edit.title', { name: operator.name })}
      lead={operator === null ? t('create.lead') : t('edit.lead')}
      form={form}
      operation={operator === null ? 'operator.create' : 'operator.update'}
      error={create.error ?? update.error}
      busy={create.isPending || update.isPending}
      action={operator === null ? t('create.confirm') : t('ui:save')}
      onClose={onClose}
      onSubmit={({ name, displayName, roles: chosen, passphrase }) => {
        const done = (): void => {
          toast({ tone: 'success', text: t(operator === null ? 'create.done' : 'edit.done', { name }) })
          onClose()
        }
        if (operator === null) create.mutate({ name, displayName, roles: chosen, passphrase }, { onSuccess: done })
        else update.mutate({ operator: operator.id, displayName, roles: chosen }, { onSuccess: done })
      }}
    >
      <TextInput
        name="name"
        label={t('field.name')}
        help={t('field.nameHelp')}
        required
        disabled={operator !== null}
        autoFocus={operator === null}
      />
      <TextInput name="displayName" label={t('field.displayName')} help={t('field.displayNameHelp')} />
      <CheckGroup
        name="roles"
        label={t('column.roles')}
        options={roleChoices(i18n.language, roles.data?.roles ?? [])}
      />
      {operator === null && (
        <>
          <TextInput
            name="passphrase"
            label={t('field.firstPassphrase')}
            help={t('field.firstPassphraseHelp')}
            secret
            required
          />
          <TextInput name="again" label={t('field.again')} secret required />
        </>
      )}
    </FormDialog>
  )
}

import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import { profileName } from '../../../src-shared/model/profile.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { AuthoritySelect } from './authority-select.tsx'

export type ProfileDialog = 'update' | 'clone' | 'delete'
interface DialogProps {
  readonly profile: ProfileView
  readonly onClose: () => void
}

/** The one dialog that is open. */
export function ProfileDialogs(props: DialogProps & { readonly shown: ProfileDialog | null }): ReactElement | null {
  const { shown, ...given } = props
  if (shown === 'update') return <UpdateDialog {...given} />
  if (shown === 'clone') return <CloneDialog {...given} />
  return shown === 'delete' ? <DeleteDialog {...given} /> : null
}

const updateSchema = z.object({ name: profileName, authority: z.string().nullable() })

function UpdateDialog({ profile, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('profiles')
  const toast = useToast()
  const update = useCommand('profile.update')
  const form = useSchemaForm(updateSchema, {
    name: profile.name,
    authority: profile.authorityId === null ? null : String(profile.authorityId)
  })
  return (
    <FormDialog
      title={t('update.title', { name: profile.name })}
      lead={t('update.lead')}
      form={form}
      error={update.error}
      busy={update.isPending}
      action={t('ui:save')}
      onClose={onClose}
      onSubmit={({ name, authority }) => {
        update.mutate(
          { profile: profile.id, name, authority: authority === null ? null : Number(authority) },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('update.done') })
              onClose()
            }
          }
        )
      }}
    >
      <TextInput name="name" label={t('column.name')} required autoFocus />
      <AuthoritySelect name="authority" />
    </FormDialog>
  )
}

const cloneSchema = z.object({ name: profileName })

function CloneDialog({ profile, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('profiles')
  const navigate = useNavigate()
  const clone = useCommand('profile.clone')
  const form = useSchemaForm(cloneSchema, { name: `${profile.name}-2` })
  return (
    <FormDialog
      title={t('clone.title', { name: profile.name })}
      lead={t('clone.lead')}
      form={form}
      error={clone.error}
      busy={clone.isPending}
      action={t('clone.confirm')}
      onClose={onClose}
      onSubmit={({ name }) => {
        clone.mutate(
          { profile: profile.id, name },
          { onSuccess: ({ profile: made }) => void navigate(`/profiles/${made.id}`) }
        )
      }}
    >
      <TextInput name="name" label={t('column.name')} required autoFocus />
    </FormDialog>
  )
}

function DeleteDialog({ profile, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('profiles')
  const navigate = useNavigate()
  const toast = useToast()
  const remove = useCommand('profile.delete')
  return (
    <ConfirmDialog
      open
      danger
      title={t('delete.title', { name: profile.name })}
      consequence={t('delete.consequence', { count: profile.certificates })}
      confirmLabel={t('delete.confirm')}
      typeName={profile.name}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => {
        remove.mutate(
          { profile: profile.id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('delete.done', { name: profile.name }) })
              onClose()
              void navigate('/profiles')
            }
          }
        )
      }}
    />
  )
}

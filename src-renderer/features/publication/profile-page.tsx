import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { z } from 'zod'
import type { CrlProfileRow } from '../../../src-shared/api/crls.ts'
import { crlSettings } from '../../../src-shared/model/authority.ts'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { PolicyFields } from './policy-fields.tsx'

const schema = z.object({
  name: objectName,
  description: z.string().max(500),
  settings: z.object({ crl: crlSettings })
})

/** A CRL profile: a new one, or one that is looked at and changed with all who follow it. */
export function ProfilePage(): ReactElement {
  const { id } = useParams()
  return id === 'new' ? <ProfileForm profile={null} /> : <KnownProfile key={id} id={Number(id)} />
}

function KnownProfile({ id }: { readonly id: number }): ReactElement {
  const { t } = useTranslation('publication')
  const read = useRead('crl.profile-show', { profile: id })
  if (read.data !== undefined) return <ProfileForm profile={read.data.profile} />
  return (
    <Page title={t('profile.title')} width="form">
      {read.error === null ? <Skeleton variant="rounded" height={320} /> : <ErrorView error={read.error} />}
    </Page>
  )
}

function ProfileForm({ profile }: { readonly profile: CrlProfileRow | null }): ReactElement {
  const { t } = useTranslation('publication')
  const navigate = useNavigate()
  const toast = useToast()
  const mayEdit = useMay('authority.edit')
  const create = useCommand('crl.profile-create')
  const edit = useCommand('crl.profile-edit')
  const [deleting, setDeleting] = useState(false)
  // What changes meanwhile does not take away what somebody typed; the engine refuses an old version.
  const [opened] = useState(profile)
  const form = useSchemaForm(schema, {
    name: opened?.name ?? '',
    description: opened?.description ?? '',
    settings: { crl: opened?.settings ?? crlSettings.parse({}) }
  })
  const back = (): void => void navigate('/publication?tab=profiles')
  const followers = profile?.authorities ?? []
  const save = ({ name, description, settings }: z.infer<typeof schema>): void => {
    const done = (text: string) => (): void => {
      toast({ tone: 'success', text })
      back()
    }
    const values = { name, description, settings: settings.crl }
    if (opened === null) create.mutate(values, { onSuccess: done(t('profile.created', { name })) })
    else
      edit.mutate(
        { ...values, profile: opened.id, version: opened.version },
        { onSuccess: done(t('profile.saved', { name })) }
      )
  }
  return (
    <Page
      title={opened === null ? t('profile.newTitle') : t('profile.oneTitle', { name: opened.name })}
      lead={t('profile.formLead')}
      width="form"
    >
      <SchemaForm
        actions={
          <>
            {opened !== null && mayEdit && (
              <Button
                color="error"
                disabled={followers.length > 0}
                title={followers.length > 0 ? t('profile.followed') : undefined}
                onClick={() => {
                  setDeleting(true)
                }}
                sx={{ mr: 'auto' }}
              >
                {t('profile.delete')}
              </Button>
            )}
            <Button color="inherit" onClick={back}>
              {t('ui:cancel')}
            </Button>
            {mayEdit && (
              <Button type="submit" variant="contained" loading={create.isPending || edit.isPending}>
                {t(opened === null ? 'profile.create' : 'profile.save')}
              </Button>
            )}
          </>
        }
        form={form}
        error={create.error ?? edit.error}
        onSubmit={save}
      >
        {opened !== null && (
          <Alert severity={followers.length === 0 ? 'info' : 'warning'} variant="outlined">
            {followers.length === 0
              ? t('profile.touchesNone')
              : t('profile.touches', {
                  count: followers.length,
                  names: followers.map(({ name }) => name).join(', ')
                })}
          </Alert>
        )}
        <Section title={t('profile.general')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <TextInput name="name" label={t('profile.name')} required disabled={!mayEdit} />
            <TextInput name="description" label={t('profile.description')} disabled={!mayEdit} />
          </Box>
        </Section>
        <PolicyFields disabled={!mayEdit} />
      </SchemaForm>
      {opened !== null && deleting && (
        <DeleteDialog
          profile={opened}
          onDone={back}
          onClose={() => {
            setDeleting(false)
          }}
        />
      )}
    </Page>
  )
}

function DeleteDialog(props: {
  readonly profile: CrlProfileRow
  readonly onDone: () => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('publication')
  const toast = useToast()
  const remove = useCommand('crl.profile-delete')
  const { id, name } = props.profile
  return (
    <ConfirmDialog
      open
      danger
      title={t('profile.deleteTitle', { name })}
      consequence={t('profile.deleteText')}
      confirmLabel={t('profile.delete')}
      operation="crl.profile-delete"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => {
        remove.mutate(
          { profile: id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('profile.deleted', { name }) })
              props.onDone()
            }
          }
        )
      }}
      onClose={props.onClose}
    />
  )
}

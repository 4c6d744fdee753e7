import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { z } from 'zod'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import type { CrlProfileRow } from '../../../src-shared/api/crls.ts'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { FollowedOrOwn } from './followed-profile.tsx'

const schema = z.object({ follows: z.string(), settings: authoritySettings })

/** How the CRLs of one authority come: when, divided how, with what in them. */
export function PolicyPage(): ReactElement {
  const { t } = useTranslation('publication')
  const id = Number(useParams()['id'])
  const read = useRead('authority.show', { authority: id })
  const profiles = useRead('crl.profile-list', {})
  if (read.data === undefined)
    return (
      <Page title={t('policy.title', { name: '' })} width="form">
        {read.error === null ? <Skeleton variant="rounded" height={320} /> : <ErrorView error={read.error} />}
      </Page>
    )
  if (profiles.data === undefined)
    return (
      <Page title={t('policy.title', { name: read.data.authority.name })} width="form">
        {profiles.error === null ? <Skeleton variant="rounded" height={320} /> : <ErrorView error={profiles.error} />}
      </Page>
    )
  return <PolicyForm key={id} authority={read.data.authority} profiles={profiles.data.profiles} />
}

function PolicyForm(props: {
  readonly authority: AuthorityView
  readonly profiles: readonly CrlProfileRow[]
}): ReactElement {
  const { authority } = props
  const { t } = useTranslation('publication')
  const navigate = useNavigate()
  const toast = useToast()
  const mayEdit = useMay('authority.edit')
  const update = useCommand('authority.update')
  // What changes meanwhile does not take away what somebody typed; the engine refuses an old version.
  const [opened] = useState(authority)
  const form = useSchemaForm(schema, {
    follows: opened.crlProfile === null ? 'own' : String(opened.crlProfile.id),
    settings: opened.settings
  })
  const back = (): void => void navigate(`/publication?authority=${authority.id}`)
  return (
    <Page title={t('policy.title', { name: authority.name })} lead={t('policy.lead')} width="form">
      <SchemaForm
        actions={
          <>
            <Button color="inherit" onClick={back}>
              {t('ui:cancel')}
            </Button>
            {mayEdit && (
              <Button type="submit" variant="contained" loading={update.isPending}>
                {t('policy.save')}
              </Button>
            )}
          </>
        }
        form={form}
        error={update.error}
        onSubmit={({ follows, settings }) => {
          update.mutate(
            {
              authority: authority.id,
              version: opened.version,
              ...(follows === 'own'
                ? { settings, ...(opened.crlProfile === null ? {} : { ownCrls: true }) }
                : { crlProfile: Number(follows) })
            },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('policy.done', { name: authority.name }) })
                back()
              }
            }
          )
        }}
      >
        <FollowedOrOwn profiles={props.profiles} disabled={!mayEdit} />
      </SchemaForm>
    </Page>
  )
}

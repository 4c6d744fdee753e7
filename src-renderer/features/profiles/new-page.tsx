import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useMemo, type ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { z } from 'zod'
import { profileContent, profileName, starterName } from '../../../src-shared/model/profile.ts'
import { useCommand, useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { starterWords } from '../../ui/engine/starter-words-de.ts'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { useMay } from '../../state/session.tsx'
import { AuthoritySelect } from './authority-select.tsx'
import { ContentSummary } from './content-summary.tsx'
import type { AuthorityRow } from '../../../src-shared/api/authorities.ts'
import type { Output } from '../../../src-shared/api/index.ts'

const schema = z.object({
  starter: z.union([starterName, z.literal('blank')]),
  name: profileName,
  authority: z.string().nullable(),
  approval: z.enum(['auto', 'one', 'two']).nullable()
})
type Starter = Output<'profile.starters'>['starters'][number]

/** Content of a profile that starts from nothing: a key algorithm is the only thing that it must have. */
const blankContent = profileContent.parse({ keyAlgorithms: ['P-256'] })

/** Picks a starter, names the profile, and leads on to its editor. */
export function NewProfilePage(): ReactElement {
  const { t } = useTranslation('profiles')
  const starters = useRead('profile.starters', {})
  const mayList = useMay('authority.read')
  const list = useRead('authority.list', {}, { enabled: mayList })
  const ready = starters.data !== undefined && !(mayList && list.isPending)
  return (
    <Page title={t('new.title')} lead={t('new.lead')} width="wizard">
      {!ready ? (
        starters.error === null ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <ErrorView error={starters.error} onRetry={() => void starters.refetch()} />
        )
      ) : (
        <NewProfileForm starters={starters.data.starters} authorities={list.data?.authorities ?? []} />
      )}
    </Page>
  )
}

function NewProfileForm(props: {
  readonly starters: readonly Starter[]
  readonly authorities: readonly AuthorityRow[]
}): ReactElement {
  const { t, i18n } = useTranslation('profiles')
  const navigate = useNavigate()
  const toast = useToast()
  const [params] = useSearchParams()
  const create = useCommand('profile.create')
  const active = props.authorities.filter(({ state, kind }) => state === 'active' && kind === 'subordinate')
  // Where only one authority could issue it is meant: a profile without one takes no request.
  const meant = active.length === 1 ? String(active[0]?.id) : null
  const authority = /^\d{1,15}$/.exec(params.get('authority') ?? '')?.[0] ?? meant
  const form = useSchemaForm(schema, { starter: 'tls-server', name: '', authority, approval: null })
  const chosen = useWatch({ control: form.control, name: 'starter' })
  const content = useMemo(
    () => props.starters.find(({ name }) => name === chosen)?.content ?? blankContent,
    [props.starters, chosen]
  )
  return (
    <SchemaForm
      form={form}
      error={create.error}
      actions={
        <>
          <Button color="inherit" onClick={() => void navigate('/profiles')}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={create.isPending}>
            {t('new.confirm')}
          </Button>
        </>
      }
      onSubmit={({ starter, name, authority: issuer, approval }) => {
        create.mutate(
          {
            name,
            ...(starter === 'blank' ? { content: blankContent } : { starter }),
            ...(approval === null ? {} : { approval }),
            ...(issuer === null ? {} : { authority: Number(issuer) })
          },
          {
            onSuccess: ({ profile }) => {
              toast({ tone: 'success', text: t('new.done', { name: profile.name }) })
              void navigate(`/profiles/${profile.id}/edit`)
            }
          }
        )
      }}
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr) 280px', lg: 'minmax(0, 1fr) minmax(280px, 380px)' },
          gap: 6,
          alignItems: 'start'
        }}
      >
        <Box sx={{ display: 'grid', gap: 4 }}>
          <CardChoice
            name="starter"
            label={t('new.starter')}
            columns={2}
            cards={[
              ...props.starters.map(({ name, label, description }) => ({
                value: name,
                label: starterWords(i18n.language, label),
                hint: starterWords(i18n.language, description)
              })),
              { value: 'blank', label: t('new.blank'), hint: t('new.blankHint') }
            ]}
          />
        </Box>
        <Box sx={{ display: 'grid', gap: 4, position: 'sticky', top: 16 }}>
          <TextInput name="name" label={t('column.name')} help={t('new.nameHelp')} required autoFocus />
          <AuthoritySelect name="authority" />
          <SelectInput
            name="approval"
            label={t('column.approval')}
            emptyIsNull
            choices={[
              { value: '', label: t('new.approvalOfStarter', { approval: t(`approval.${content.approval}`) }) },
              ...(['auto', 'one', 'two'] as const).map((value) => ({
                value,
                label: t(`approval.${value}`),
                hint: t(`approvalHint.${value}`)
              }))
            ]}
          />
          <Section title={t('section.content')}>
            <ContentSummary content={content} narrow />
          </Section>
        </Box>
      </Box>
    </SchemaForm>
  )
}

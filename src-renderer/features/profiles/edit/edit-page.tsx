import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { ProfileView } from '../../../../src-shared/api/profiles.ts'
import { profileContent } from '../../../../src-shared/model/profile.ts'
import { useCommand, useRead } from '../../../live.ts'
import { StateChip } from '../../../ui/display/state-chip.tsx'
import { SchemaForm, useSchemaForm } from '../../../ui/form/form.tsx'
import { Page } from '../../../ui/layout/page.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { WaitingPage } from '../../../ui/layout/waiting-page.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import { LivePanel } from './live-panel.tsx'
import { SectionFields } from './section-fields.tsx'
import { SectionNav } from './section-nav.tsx'
import { errorsBySection, sectionOf, sectionOrder, type EditorSection } from './section-of.ts'

/** Makes the next revision of a profile. */
export function EditProfilePage(): ReactElement {
  const { t } = useTranslation('profiles')
  const id = Number(useParams()['id'])
  const read = useRead('profile.show', { profile: id })
  if (read.data === undefined)
    return <WaitingPage title={t('one')} error={read.error} retry={() => void read.refetch()} />
  return <Editor key={id} profile={read.data.profile} />
}

function Editor({ profile }: { readonly profile: ProfileView }): ReactElement {
  const { t } = useTranslation('profiles')
  const navigate = useNavigate()
  const toast = useToast()
  // The revision that was opened: if another is made meanwhile, the engine says so when this one is saved.
  const [opened] = useState(profile)
  const [section, setSection] = useState<EditorSection>('general')
  const [note, setNote] = useState('')
  const revise = useCommand('profile.revise')
  const form = useSchemaForm(profileContent, opened.content)
  const errors = errorsBySection(form.formState.errors)
  const goTo = (where: string): void => {
    setSection(sectionOf(where) ?? section)
  }
  return (
    <Page
      title={t('edit.title', { name: profile.name })}
      aside={<StateChip kind="profile" state={profile.state} />}
      lead={t('edit.lead', { number: opened.revision + 1 })}
    >
      <SchemaForm
        form={form}
        error={revise.error}
        onInvalid={(refused) => {
          // After an attempt to save, the first section with a wrong field comes up; no further error moves the person.
          const wrong = errorsBySection(refused)
          if (!wrong.has(section)) setSection(sectionOrder.find((each) => wrong.has(each)) ?? section)
        }}
        onSubmit={(content) => {
          revise.mutate(
            { profile: profile.id, content, note, basedOn: opened.revision },
            {
              onSuccess: ({ profile: made }) => {
                toast({ tone: 'success', text: t('edit.done', { number: made.revision }) })
                void navigate(`/profiles/${profile.id}`)
              }
            }
          )
        }}
      >
        <Box
          sx={{
            display: 'grid',
            gap: 5,
            // In a small window the advice stands under the fields that it is about.
            gridTemplateColumns: { xs: '176px minmax(0, 1fr)', lg: '176px minmax(0, 1fr) minmax(300px, 400px)' },
            alignItems: 'start'
          }}
        >
          <SectionNav current={section} errors={errors} onChange={setSection} />
          <Box sx={{ display: 'grid', gap: 4 }}>
            <Section title={t(`edit.section.${section}`)} lead={t(`edit.lead_${section}`)}>
              <Box sx={{ display: 'grid', gap: 4 }}>
                <SectionFields section={section} />
              </Box>
            </Section>
            <TextField
              label={t('edit.note')}
              value={note}
              helperText={t('edit.noteHelp')}
              onChange={({ target }) => {
                setNote(target.value.slice(0, 1000))
              }}
            />
            <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
              <Button color="inherit" onClick={() => void navigate(`/profiles/${profile.id}`)}>
                {t('ui:cancel')}
              </Button>
              <Button type="submit" variant="contained" loading={revise.isPending}>
                {t('edit.save', { number: opened.revision + 1 })}
              </Button>
            </Box>
          </Box>
          <Box sx={{ gridColumn: { xs: 2, lg: 3 }, minWidth: 0 }}>
            <LivePanel opened={opened.content} authorityId={profile.authorityId} onGo={goTo} />
          </Box>
        </Box>
      </SchemaForm>
    </Page>
  )
}

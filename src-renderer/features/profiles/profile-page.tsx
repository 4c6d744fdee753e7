import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import { useRead } from '../../live.ts'
import { useOpened } from '../../state/recent.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { AdviceList } from './advice-list.tsx'
import { ContentSummary } from './content-summary.tsx'
import { ProfileFacts } from './profile-facts.tsx'
import { RevisionsTab } from './revisions-tab.tsx'
import { useProfileActions } from './use-profile-actions.tsx'

/** One profile on a page of its own. */
export function ProfilePage(): ReactElement {
  const { t } = useTranslation('profiles')
  const id = Number(useParams()['id'])
  const read = useRead('profile.show', { profile: id })
  if (read.data === undefined)
    return <WaitingPage title={t('one')} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} profile={read.data.profile} />
}

function LoadedPage({ profile }: { readonly profile: ProfileView }): ReactElement {
  const { t } = useTranslation('profiles')
  const [params, setParams] = useSearchParams()
  const tab = params.get('tab') === 'revisions' ? 'revisions' : 'overview'
  const { main, rest, dialogs } = useProfileActions(profile)
  useOpened('profiles', `/profiles/${profile.id}`, profile.name)
  return (
    <Page
      title={profile.name}
      aside={<StateChip kind="profile" state={profile.state} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
    >
      <Tabs
        value={tab}
        aria-label={profile.name}
        onChange={(_, next: string) => {
          setParams(next === 'overview' ? {} : { tab: next }, { replace: true })
        }}
      >
        {(['overview', 'revisions'] as const).map((name) => (
          <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
        {tab === 'revisions' ? (
          <RevisionsTab profile={profile} />
        ) : (
          <Box
            sx={{
              display: 'grid',
              gap: 4,
              gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
              alignItems: 'start'
            }}
          >
            <Section title={t('section.content')}>
              <ContentSummary content={profile.content} />
            </Section>
            <Box sx={{ display: 'grid', gap: 4 }}>
              <Section title={t('section.standing')}>
                <ProfileFacts profile={profile} narrow />
              </Section>
              <Section title={t('section.advice')}>
                <AdviceList advice={profile.advice} />
              </Section>
            </Box>
          </Box>
        )}
      </Box>
      {dialogs}
    </Page>
  )
}

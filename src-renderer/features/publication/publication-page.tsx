import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { useOpenRow } from '../../ui/grid/filter-state.ts'
import { CalendarTab } from './calendar-tab.tsx'
import { CrlSheet } from './crl-sheet.tsx'
import { ListTab } from './list-tab.tsx'
import { ProfilesTab } from './profiles-tab.tsx'

const names = ['calendar', 'list', 'profiles'] as const

/** The CRLs of every authority: as a calendar, as the list of all that were ever signed, and the profiles they follow. */
export function PublicationPage(): ReactElement {
  const { t } = useTranslation('publication')
  const [params, setParams] = useSearchParams()
  const [openId, open] = useOpenRow()
  const tab = names.find((name) => name === params.get('tab')) ?? 'calendar'
  return (
    <ListLayout
      sheet={
        tab === 'list' &&
        openId !== null && (
          <CrlSheet
            key={openId}
            id={openId}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page title={t('title')} lead={t('lead')} fill={tab === 'list'}>
        <Tabs
          variant="scrollable"
          value={tab}
          aria-label={t('title')}
          onChange={(_, next: string) => {
            const authority = params.get('authority')
            setParams(
              { ...(next === 'calendar' ? {} : { tab: next }), ...(authority === null ? {} : { authority }) },
              { replace: true }
            )
          }}
        >
          {names.map((name) => (
            <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
          ))}
        </Tabs>
        <Box
          role="tabpanel"
          id={`panel-${tab}`}
          aria-labelledby={`tab-${tab}`}
          sx={
            tab === 'list'
              ? { display: 'flex', flexDirection: 'column', gap: 4, flex: 1, minHeight: 0 }
              : { display: 'grid', gap: 4 }
          }
        >
          {tab === 'list' ? (
            <ListTab openId={openId} onPeek={open} />
          ) : tab === 'profiles' ? (
            <ProfilesTab />
          ) : (
            <CalendarTab />
          )}
        </Box>
      </Page>
    </ListLayout>
  )
}

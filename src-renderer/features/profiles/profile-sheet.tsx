import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import { useRead } from '../../live.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import { WaitingSheet } from '../../ui/layout/waiting-sheet.tsx'
import { ContentSummary } from './content-summary.tsx'
import { ProfileFacts } from './profile-facts.tsx'
import { useProfileActions } from './use-profile-actions.tsx'

/** The open row of the list. */
export function ProfileSheet(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('profiles')
  const read = useRead('profile.show', { profile: props.id })
  if (read.data === undefined)
    return (
      <WaitingSheet title={t('one')} error={read.error} retry={() => void read.refetch()} onClose={props.onClose} />
    )
  return <LoadedSheet profile={read.data.profile} onClose={props.onClose} />
}

function LoadedSheet(props: { readonly profile: ProfileView; readonly onClose: () => void }): ReactElement {
  const { profile, onClose } = props
  const navigate = useNavigate()
  const { main, rest, dialogs } = useProfileActions(profile)
  return (
    <Sheet
      title={profile.name}
      aside={<StateChip kind="profile" state={profile.state} />}
      onExpand={() => void navigate(`/profiles/${profile.id}`)}
      onClose={onClose}
      footer={
        <>
          {main.map((action) => (
            <ActionButton key={action.id} action={action} size="small" />
          ))}
          <ActionMenu actions={rest} />
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 5 }}>
        <ProfileFacts profile={profile} narrow />
        <ContentSummary content={profile.content} narrow />
      </Box>
      {dialogs}
    </Sheet>
  )
}

import Box from '@mui/material/Box'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { alpha } from '@mui/material/styles'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { durationIn } from '../../ui/display/duration-words.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { starterWords } from '../../ui/engine/starter-words-de.ts'

/** Which profile; each says what it is for, who issues and who approves. */
export function ProfileStep(props: {
  readonly chosen: number | null
  readonly onChoose: (id: number) => void
}): ReactElement {
  const { t, i18n } = useTranslation('requests')
  const locale = useLocale()
  const read = useRead('profile.list', {})
  if (read.error !== null) return <ErrorView error={read.error} onRetry={() => void read.refetch()} />
  if (read.data === undefined) return <Skeleton variant="rounded" height={160} />
  const profiles = read.data.profiles.filter(({ state, authorityId }) => state === 'enabled' && authorityId !== null)
  if (profiles.length === 0) return <Typography color="textSecondary">{t('new.profile.none')}</Typography>
  return (
    <RadioGroup
      aria-label={t('new.profile.step')}
      value={props.chosen ?? ''}
      onChange={(_, value) => {
        props.onChoose(Number(value))
      }}
      sx={{ display: 'grid', gap: 2 }}
    >
      {profiles.map((profile) => {
        const chosen = profile.id === props.chosen
        const approval = ['auto', 'one', 'two'].includes(profile.approval)
          ? t(`new.profile.approval.${profile.approval}`)
          : profile.approval
        return (
          <Box
            component="label"
            key={profile.id}
            sx={(theme) => ({
              display: 'flex',
              gap: 2,
              p: 3,
              border: 1,
              borderColor: chosen ? 'primary.main' : 'divider',
              borderRadius: 1,
              cursor: 'pointer',
              backgroundColor: chosen ? alpha(theme.palette.primary.main, 0.06) : 'background.paper',
              '&:hover': { borderColor: 'primary.main' }
            })}
          >
            <Radio value={profile.id} size="small" sx={{ p: 0.5, alignSelf: 'start' }} />
            <Box sx={{ minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600 }}>{profile.name}</Typography>
              {profile.description !== '' && (
                <Typography variant="body2" color="textSecondary">
                  {starterWords(i18n.language, profile.description)}
                </Typography>
              )}
              <Typography variant="caption" color="textSecondary">
                {[profile.authorityName, durationIn(profile.validity, locale), approval].filter(Boolean).join(' · ')}
              </Typography>
            </Box>
          </Box>
        )
      })}
    </RadioGroup>
  )
}

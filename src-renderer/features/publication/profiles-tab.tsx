import Add from '@mui/icons-material/AddOutlined'
import Tune from '@mui/icons-material/TuneOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { policyWords } from './policy-words.ts'

/** Every CRL profile, what it says and who follows it. */
export function ProfilesTab(): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const navigate = useNavigate()
  const mayEdit = useMay('authority.edit')
  const read = useRead('crl.profile-list', {})
  const profiles = read.data?.profiles
  if (profiles === undefined)
    return read.error === null ? <Skeleton variant="rounded" height={160} /> : <ErrorView error={read.error} />
  const add = mayEdit && (
    <ActionButton
      size="small"
      action={{
        id: 'crl.profile-create',
        label: t('profile.add'),
        icon: Add,
        run: () => void navigate('/publication/profile/new')
      }}
    />
  )
  if (profiles.length === 0)
    return (
      <>
        <EmptyState icon={Tune} title={t('profile.empty.title')} text={t('profile.empty.text')} />
        <Box sx={{ justifySelf: 'center' }}>{add}</Box>
      </>
    )
  return (
    <Section title={t('profile.title')} lead={t('profile.lead')} aside={add} flush>
      <QuietTable
        label={t('profile.title')}
        head={[t('profile.column.name'), t('profile.column.how'), t('profile.column.followers')]}
        rows={profiles.map(({ id, name, description, settings, authorities }) => ({
          key: id,
          cells: [
            <Box key="name" sx={{ maxWidth: 280, overflowWrap: 'anywhere' }}>
              <Link component={RouterLink} to={`/publication/profile/${id}`} sx={{ fontWeight: 600 }}>
                {name}
              </Link>
              {description !== '' && (
                <Typography variant="caption" color="textSecondary" component="div">
                  {description}
                </Typography>
              )}
            </Box>,
            policyWords(t, settings, locale),
            authorities.length === 0 ? (
              t('profile.nobody')
            ) : (
              <Box key="followers" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
                {authorities.map((one) => (
                  <LinkFor key={one.id} may="authority.read" to={`/authorities/${one.id}`}>
                    {one.name}
                  </LinkFor>
                ))}
              </Box>
            )
          ]
        }))}
      />
    </Section>
  )
}

import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { starterWords } from '../../ui/engine/starter-words-de.ts'

/** Where the profile stands: authority, revision, what was issued under it. */
export function ProfileFacts(props: { readonly profile: ProfileView; readonly narrow?: boolean }): ReactElement {
  const { t, i18n } = useTranslation('profiles')
  const it = props.profile
  return (
    <DefinitionList
      termWidth={props.narrow === true ? 140 : 180}
      items={[
        { term: t('column.description'), value: starterWords(i18n.language, it.description) },
        {
          term: t('column.authority'),
          value:
            it.authorityId === null ? (
              t('noAuthority')
            ) : (
              <Link component={RouterLink} to={`/authorities/${it.authorityId}`}>
                {it.authorityName}
              </Link>
            )
        },
        {
          term: t('column.certificates'),
          value: (
            <Link component={RouterLink} to={`/certificates?profile=${it.id}`}>
              {it.certificates}
            </Link>
          )
        },
        { term: t('column.revision'), value: it.revision },
        { term: t('column.updatedAt'), value: <TimeText at={it.updatedAt} /> }
      ]}
    />
  )
}

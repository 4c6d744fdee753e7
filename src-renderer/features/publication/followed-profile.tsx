import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { CrlProfileRow } from '../../../src-shared/api/crls.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { PolicyFields } from './policy-fields.tsx'
import { policyWords } from './policy-words.ts'

/** Whether an authority follows a CRL profile (field `follows`, its number as text, or own), and its own settings where not. */
export function FollowedOrOwn(props: {
  readonly profiles: readonly CrlProfileRow[]
  readonly disabled: boolean
}): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const follows: unknown = useWatch({ name: 'follows' })
  const profile = props.profiles.find(({ id }) => String(id) === follows)
  return (
    <>
      {props.profiles.length > 0 && (
        <Section title={t('profile.choose')}>
          <Box sx={{ display: 'grid', gap: 3 }}>
            <SelectInput
              name="follows"
              label={t('profile.choose')}
              help={t('profile.chooseHelp')}
              disabled={props.disabled}
              choices={[
                { value: 'own', label: t('profile.own') },
                ...props.profiles.map(({ id, name, description }) => ({
                  value: String(id),
                  label: name,
                  ...(description === '' ? {} : { hint: description })
                }))
              ]}
            />
            {profile !== undefined && (
              <Box>
                {policyWords(t, profile.settings, locale)}
                <br />
                <Link component={RouterLink} to={`/publication/profile/${profile.id}`}>
                  {t('profile.edit')}
                </Link>
              </Box>
            )}
          </Box>
        </Section>
      )}
      {profile === undefined && <PolicyFields disabled={props.disabled} />}
    </>
  )
}

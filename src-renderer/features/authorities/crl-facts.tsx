import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { addDuration, parseDuration } from '../../../src-shared/model/duration.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { durationIn } from '../../ui/display/duration-words.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { crlStateOf } from './crl-state.ts'

/** The newest CRL, when the next is made, and how they are set to be made. */
export function CrlFacts(props: { readonly authority: AuthorityView; readonly narrow?: boolean }): ReactElement {
  const { t } = useTranslation('authorities')
  const locale = useLocale()
  const { latestCrl, settings, id, nextRelease } = props.authority
  const overlap = parseDuration(settings.crl.overlap)
  return (
    <DefinitionList
      termWidth={props.narrow === true ? 132 : 180}
      items={[
        {
          term: t('crl.latest'),
          value:
            latestCrl === null ? (
              <StateChip kind="crl" state="none" />
            ) : (
              <>
                <Link component={RouterLink} to={`/publication/${latestCrl.id}`}>
                  {t('crl.number', { number: latestCrl.number })}
                </Link>{' '}
                <StateChip kind="crl" state={crlStateOf(latestCrl, Date.now())} />
              </>
            )
        },
        { term: t('crl.thisUpdate'), value: latestCrl === null ? null : <TimeText at={latestCrl.thisUpdate} /> },
        { term: t('crl.nextUpdate'), value: latestCrl === null ? null : <TimeText at={latestCrl.nextUpdate} /> },
        {
          term: t('crl.nextDue'),
          value:
            nextRelease !== null ? (
              <>
                <TimeText at={nextRelease} /> {t('crl.byRelease')}
              </>
            ) : latestCrl === null || overlap === undefined || !settings.crl.scheduled ? (
              settings.crl.scheduled ? null : (
                t('crl.byHand')
              )
            ) : (
              <TimeText at={addDuration(latestCrl.nextUpdate, overlap, -1)} />
            )
        },
        {
          term: t('crl.settings'),
          value: [
            t('crl.life', {
              life: durationIn(settings.crl.life, locale),
              overlap: durationIn(settings.crl.overlap, locale)
            }),
            settings.crl.onRevocation ? t('crl.onRevocation') : t('crl.notOnRevocation'),
            ...(settings.crl.keepExpired ? [t('crl.keepExpired')] : [])
          ].join('; ')
        },
        {
          term: t('crl.all'),
          value: (
            <Link component={RouterLink} to={`/publication?tab=list&authority=${id}`}>
              {t('crl.showAll')}
            </Link>
          )
        }
      ]}
    />
  )
}

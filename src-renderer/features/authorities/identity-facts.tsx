import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { TermHint } from '../../ui/display/term-hint.tsx'
import { KeyPlaces } from '../../ui/tokens/key-places.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** Who the authority is, where its key lies and how both came to be. */
export function IdentityFacts(props: { readonly authority: AuthorityView; readonly narrow?: boolean }): ReactElement {
  const { t } = useTranslation('authorities')
  const it = props.authority
  return (
    <DefinitionList
      termWidth={props.narrow === true ? 132 : 180}
      items={[
        { term: t('fact.subject'), value: it.subject },
        { term: t('fact.kind'), value: t(`kind.${it.kind}`) },
        {
          term: t('fact.issuer'),
          value:
            it.issuerId === null || it.issuerId === it.id ? (
              it.issuerName
            ) : (
              <Link component={RouterLink} to={`/authorities/${it.issuerId}`}>
                {it.issuerName}
              </Link>
            )
        },
        {
          term: t('fact.certificate'),
          value:
            it.certificateId === null ? null : (
              <Link component={RouterLink} to={`/certificates/${it.certificateId}`}>
                {t('fact.showCertificate')}
              </Link>
            )
        },
        { term: t('fact.key'), value: it.keyAlgorithm },
        {
          term: t('fact.keyLocation'),
          value: it.keyPlaces.length === 0 ? <KeyLocation of={it.keyLocation} /> : <KeyPlaces places={it.keyPlaces} />
        },
        {
          term: <TermHint hint={t('fact.originHint')}>{t('fact.origin')}</TermHint>,
          value:
            it.keyLocation === 'elsewhere'
              ? t('origin.mirror')
              : [t(`origin.key.${it.origin.key}`), t(`origin.certificate.${it.origin.certificate}`), it.origin.note]
                  .filter((part) => part !== '')
                  .join('; ')
        },
        {
          term: <TermHint hint={t('fact.pathLengthHint')}>{t('fact.pathLength')}</TermHint>,
          value: it.certificateId === null ? null : (it.pathLength ?? t('fact.pathLengthNone'))
        },
        {
          term: t('fact.issued'),
          value: (
            <Link component={RouterLink} to={`/certificates?authority=${it.id}`}>
              {t('fact.counts', it.certificates)}
            </Link>
          )
        },
        { term: t('fact.createdAt'), value: <TimeText at={it.createdAt} precision="day" /> },
        { term: t('fact.description'), value: it.settings.description }
      ]}
    />
  )
}

/** Where a key lies that is on no token now. */
function KeyLocation(props: { readonly of: string }): ReactElement {
  const { t } = useTranslation('authorities')
  const place = props.of.startsWith('pkcs11:') ? 'token' : props.of
  return <>{t(`keyLocation.${place}`, { defaultValue: place })}</>
}

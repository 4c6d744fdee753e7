import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AuthorityRow } from '../../../../src-shared/api/authorities.ts'
import { isKeyAlgorithmId, keyAlgorithms } from '../../../../src-shared/model/algorithm.ts'
import { addDuration, parseDuration } from '../../../../src-shared/model/duration.ts'
import { DefinitionList } from '../../../ui/display/definition-list.tsx'
import { TimeText } from '../../../ui/display/time-text.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import type { CreateValues } from './create-values.ts'
import { subjectText } from './subject-rows.ts'
import { durationIn } from '../../../ui/display/duration-words.ts'
import { useLocale } from '../../../ui/display/use-locale.ts'

/** The certificate-to-be, from what stands in the fields now. */
export function CertificatePreview(props: {
  readonly issuer: AuthorityRow | undefined
  readonly full?: boolean
}): ReactElement {
  const { t } = useTranslation('authorities')
  const locale = useLocale()
  const values = useWatch<CreateValues>() as CreateValues
  const subject = subjectText(values.subject)
  const span = parseDuration(values.validity)
  const outside = values.kind === 'csr'
  const constraints = [
    ...values.permittedNames.map(({ type, value }) => t('preview.permits', { type, value })),
    ...values.excludedNames.map(({ type, value }) => t('preview.excludes', { type, value }))
  ]
  const { crl, issuer, ocsp } = values.settings.addresses
  return (
    <Section title={outside ? t('preview.csr') : t('preview.certificate')}>
      <DefinitionList
        termWidth={props.full === true ? 180 : 104}
        items={[
          { term: t('field.name'), value: values.name },
          { term: t('fact.subject'), value: subject === '' ? t('preview.noSubject') : subject },
          {
            term: t('fact.issuer'),
            value: outside
              ? t('preview.outside')
              : values.kind === 'root'
                ? t('preview.self')
                : (props.issuer?.subject ?? t('preview.noIssuer'))
          },
          { term: t('fact.key'), value: isKeyAlgorithmId(values.key) ? keyAlgorithms[values.key].label : values.key },
          {
            term: t('preview.until'),
            value:
              outside || span === undefined ? null : <TimeText at={addDuration(Date.now(), span)} precision="day" />
          },
          { term: t('preview.basic'), value: t('preview.basicCa') },
          { term: t('fact.pathLength'), value: values.pathLength ?? t('fact.pathLengthNone') },
          { term: t('preview.usage'), value: 'keyCertSign, cRLSign' },
          { term: t('create.constraints'), value: constraints.join('; ') },
          { term: t('create.policies'), value: values.policies.map(({ oid }) => oid).join(', ') },
          ...(props.full === true
            ? [
                { term: t('address.crl'), value: crl.join(', ') },
                { term: t('address.issuer'), value: issuer.join(', ') },
                { term: t('address.ocsp'), value: ocsp.join(', ') },
                {
                  term: t('crl.settings'),
                  value: t('crl.life', {
                    life: durationIn(values.settings.crl.life, locale),
                    overlap: durationIn(values.settings.crl.overlap, locale)
                  })
                }
              ]
            : [])
        ]}
      />
    </Section>
  )
}

import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { durationIn } from '../../ui/display/duration-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { acmeServiceOf, type LinkValues } from './link-schema.ts'

/** The link that would be made. */
export function LinkSummary(props: { readonly values: LinkValues; readonly type: string | undefined }): ReactElement {
  const { t } = useTranslation('enrolment-links')
  const locale = useLocale()
  const { values } = props
  const apple = values.platform === 'apple'
  const attests = acmeServiceOf(values) !== null
  return (
    <Section title={t('summary')}>
      <DefinitionList
        termWidth={130}
        items={[
          { term: t('step.platform'), value: t(`platform.${values.platform}`) },
          { term: t('column.kind'), value: t(`kind.${attests ? 'apple-acme' : apple ? 'apple-scep' : 'pkcs12'}`) },
          { term: t('field.device'), value: values.device },
          { term: t('field.person'), value: values.person },
          { term: t('field.type'), value: props.type },
          { term: t('step.names'), value: attests ? values.identifier : values.names.join(', ') },
          {
            term: t('device-services:validity.label'),
            value: attests || values.validity === '' ? '' : durationIn(values.validity, locale)
          },
          { term: t('field.ssid'), value: apple && values.wifi ? values.ssid : '' },
          { term: t('field.encryption'), value: apple ? '' : t(`encryption.${values.encryption}`) },
          { term: t('field.days'), value: `${values.days} ${t('field.daysUnit')}` },
          { term: t('field.mail'), value: values.mail === '' ? t('noMail') : values.mail }
        ]}
      />
    </Section>
  )
}

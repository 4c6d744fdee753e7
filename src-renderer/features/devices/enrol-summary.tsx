import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { durationIn } from '../../ui/display/duration-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { minutesOf, type EnrolValues } from './enrol-schema.ts'
import type { Offered } from './use-granting-services.ts'

/** The access that would be given. */
export function EnrolSummary(props: {
  readonly values: EnrolValues
  readonly service: Offered | undefined
  /** Name of the file with the certificate that the device signs in with. */
  readonly file: string | undefined
}): ReactElement {
  const { t } = useTranslation('devices')
  const locale = useLocale()
  const { values, service, file } = props
  const subject = [
    ...(values.commonName === '' ? [] : [`CN=${values.commonName}`]),
    ...(values.organization === '' ? [] : [`O=${values.organization}`])
  ]
  return (
    <Section title={t('summary')}>
      <DefinitionList
        termWidth={130}
        items={[
          { term: t('step.protocol'), value: t(`device-services:protocol.${values.protocol}`) },
          { term: t('step.type'), value: service?.profileName },
          { term: t('device-services:device.service'), value: service?.name },
          { term: t('field.name'), value: values.name },
          {
            term: t('device-services:bound.names'),
            value: values.names.length === 0 ? t('anyName') : values.names.join(', ')
          },
          { term: t('field.subject'), value: subject.length === 0 ? t('ownSubject') : subject.join(', ') },
          {
            term: t('device-services:validity.label'),
            value: values.validity !== '' ? durationIn(values.validity, locale) : null
          },
          {
            term: t('field.length'),
            value: minutesOf(values) === null ? t('asService') : `${values.length ?? ''} ${t(`unit.${values.unit}`)}`
          },
          { term: t('field.file'), value: file }
        ]}
      />
    </Section>
  )
}

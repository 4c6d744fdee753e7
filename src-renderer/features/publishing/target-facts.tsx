import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublishTarget } from '../../../src-shared/api/publishing.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { durationIn } from '../../ui/display/duration-words.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'

/** Where a target is and how it is written to. */
export function TargetFacts({ target }: { readonly target: PublishTarget }): ReactElement {
  const { t } = useTranslation('publishing')
  const locale = useLocale()
  const { destination, settings } = target
  const written = (['crls', 'certificates', 'ocsp', 'documents'] as const).filter((what) => settings.what[what])
  const yes = (on: boolean): string => t(on ? 'yes' : 'no')
  return (
    <Section title={t(`kind.${destination.kind}`)}>
      <DefinitionList
        termWidth={180}
        items={[
          { term: t('column.to'), value: <Mono grouped={false} value={target.to} /> },
          {
            term: t('base'),
            value: target.baseAddress === null ? t('noBase') : <Mono grouped={false} value={target.baseAddress} />
          },
          ...(destination.kind === 'sftp'
            ? [
                {
                  term: t('hostKey'),
                  value:
                    destination.hostKey === null ? (
                      t('hostKeyOpen')
                    ) : (
                      <Mono grouped={false} value={destination.hostKey} />
                    )
                }
              ]
            : []),
          { term: t('secret'), value: t(target.hasSecret ? 'secretKept' : 'secretNone') },
          { term: t('what'), value: written.map((what) => t(`field.${what}`)).join(', ') },
          { term: t('every'), value: durationIn(settings.every, locale) },
          { term: t('onChange'), value: yes(settings.onChange) },
          { term: t('removeOld'), value: yes(settings.removeOld) },
          { term: t('column.success'), value: <TimeText at={target.lastSuccessAt} /> },
          { term: t('column.next'), value: <TimeText at={target.nextRunAt === 0 ? null : target.nextRunAt} /> }
        ]}
      />
    </Section>
  )
}

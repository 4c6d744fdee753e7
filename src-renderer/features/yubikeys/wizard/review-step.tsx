import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { YubiKeyView } from '../../../../src-shared/model/yubikey-views.ts'
import { useRead } from '../../../live.ts'
import { DefinitionList } from '../../../ui/display/definition-list.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { LastingWarning } from '../../../ui/tokens/lasting-warning.tsx'
import { isUsed, slotWords } from '../slot-words.ts'
import type { WizardValues } from './wizard-values.ts'

/** All that was chosen, before it happens. */
export function ReviewStep({ yubiKey }: { readonly yubiKey: YubiKeyView }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const values = useWatch<WizardValues>() as WizardValues
  const { use, slot, key, pinPolicy, touchPolicy, profile, name, email, upn } = values
  const isPerson = use === 'person'
  const profiles = useRead('profile.list', {}, { enabled: isPerson })
  const present = yubiKey.slots.find((one) => one.slot === slot)
  return (
    <>
      {use === 'copy' && <LastingWarning kind="imported" />}
      <Section title={t('one', { serial: yubiKey.serial })}>
        <DefinitionList
          termWidth={220}
          items={[
            { term: t('wizard.review.use'), value: t(`wizard.use.${use}`) },
            { term: t('wizard.review.slot'), value: `${slot} · ${slotWords(t, slot)}` },
            {
              term: t('wizard.review.overwrite'),
              value: present !== undefined && isUsed(present) ? t('wizard.review.destroyed') : null
            },
            { term: t('wizard.algorithm'), value: use === 'copy' ? null : key },
            { term: t('wizard.pinPolicy'), value: t(`wizard.pin.${pinPolicy}`) },
            { term: t('wizard.touchPolicy'), value: t(`wizard.touch.${touchPolicy}`) },
            ...(isPerson
              ? [
                  {
                    term: t('wizard.profile'),
                    value: profiles.data?.profiles.find(({ id }) => String(id) === profile)?.name
                  },
                  { term: t('wizard.name'), value: name },
                  { term: t('wizard.email'), value: email },
                  { term: t('wizard.upn'), value: upn }
                ]
              : [])
          ]}
        />
      </Section>
    </>
  )
}

import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { channels } from '../../../../src-shared/model/channel.ts'
import { useRead } from '../../../live.ts'
import { useMay } from '../../../state/session.tsx'
import { roleChoices } from '../../../ui/engine/role-words.ts'
import { CardChoice } from '../../../ui/form/card-choice.tsx'
import { CheckGroup } from '../../../ui/form/check-group.tsx'
import { ChipsInput } from '../../../ui/form/chips-input.tsx'

export function ChannelsSection(): ReactElement {
  const { t, i18n } = useTranslation('profiles')
  const roles = useRead('role.list', {}, { enabled: useMay('operator.read') })
  return (
    <>
      <CheckGroup
        name="channels"
        label={t('field.channels')}
        help={t('field.channelsHelp')}
        options={channels
          .filter((value) => value !== 'engine')
          .map((value) => ({ value, label: t(`ui:channel.${value}`) }))}
      />
      <ChipsInput
        name="requesterRoles"
        label={t('field.roles')}
        help={t('field.rolesHelp')}
        {...(roles.data === undefined ? {} : { options: roleChoices(i18n.language, roles.data.roles) })}
      />
      <CardChoice
        name="approval"
        label={t('column.approval')}
        cards={(['auto', 'one', 'two'] as const).map((value) => ({
          value,
          label: t(`approval.${value}`),
          hint: t(`approvalHint.${value}`)
        }))}
      />
    </>
  )
}

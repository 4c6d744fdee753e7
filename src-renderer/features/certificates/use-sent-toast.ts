import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useToast } from '../../ui/toasts.tsx'

interface Sent {
  readonly requestId: number
  readonly certificateId: number | null
}

/** Says what came of a renewal, rekey or reissue, with a way there. */
export function useSentToast(): (sent: Sent) => void {
  const { t } = useTranslation('certificates')
  const navigate = useNavigate()
  const toast = useToast()
  return ({ requestId, certificateId }) => {
    const path = certificateId === null ? `/requests/${requestId}` : `/certificates/${certificateId}`
    toast({
      tone: certificateId === null ? 'info' : 'success',
      text: certificateId === null ? t('sent.pending', { id: requestId }) : t('sent.issued', { id: certificateId }),
      action: { label: t('sent.open'), run: () => void navigate(path) }
    })
  }
}

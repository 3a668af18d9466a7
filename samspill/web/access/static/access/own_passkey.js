// A passkey for one's own page: the browser is asked when the form is sent, and its answer goes along in a hidden field.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.closest('[data-needs-script]').hidden = !(window.PublicKeyCredential && window.webauthnJSON)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    const failed = form.querySelector('[data-passkey-failed]')
    button.disabled = true
    failed.hidden = true
    try {
      const asked = await fetch(form.dataset.question, { headers: { Accept: 'application/json' } })
      if (!asked.ok) throw new Error(asked.status)
      const answer = await window.webauthnJSON[form.dataset.passkey](await asked.json())
      form.elements.answer.value = JSON.stringify(answer)
      form.submit()
    } catch {
      failed.hidden = false
      button.disabled = false
    }
  })
}

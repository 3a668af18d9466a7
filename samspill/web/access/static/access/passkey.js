// Shows what needs JavaScript, and says in words when a passkey was not used.
for (const part of document.querySelectorAll('[data-needs-script]')) part.hidden = !window.PublicKeyCredential
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  for (const words of document.querySelectorAll('[data-passkey-failed]')) words.hidden = false
})

"""all-MiniLM-L6-v2 (Apache-2.0) in torch, from its safetensors file."""
import torch, math
import torch.nn as nn, torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
class Layer(nn.Module):
    def __init__(s):
        super().__init__()
        s.qkv=nn.Linear(384,1152); s.o=nn.Linear(384,384); s.ln1=nn.LayerNorm(384,eps=1e-12)
        s.f1=nn.Linear(384,1536); s.f2=nn.Linear(1536,384); s.ln2=nn.LayerNorm(384,eps=1e-12)
    def forward(s,x,mask):
        B,T,_=x.shape
        q,k,v=s.qkv(x).view(B,T,3,12,32).permute(2,0,3,1,4)
        a=F.scaled_dot_product_attention(q,k,v,attn_mask=mask).transpose(1,2).reshape(B,T,384)
        x=s.ln1(x+s.o(a))
        return s.ln2(x+s.f2(F.gelu(s.f1(x))))
class MiniLM(nn.Module):
    def __init__(s,path='m'):
        super().__init__()
        w=load_file(path+'/model.safetensors')
        s.we=nn.Embedding(30522,384); s.pe=nn.Embedding(512,384); s.ln=nn.LayerNorm(384,eps=1e-12)
        s.layers=nn.ModuleList(Layer() for _ in range(6))
        s.we.weight.data=w['embeddings.word_embeddings.weight']
        s.pe.weight.data=w['embeddings.position_embeddings.weight']+w['embeddings.token_type_embeddings.weight'][0]
        s.ln.weight.data=w['embeddings.LayerNorm.weight']; s.ln.bias.data=w['embeddings.LayerNorm.bias']
        for i,l in enumerate(s.layers):
            p=f'encoder.layer.{i}.'
            for n in ('weight','bias'):
                setattr(l.qkv,n,nn.Parameter(torch.cat([w[p+f'attention.self.{k}.{n}'] for k in ('query','key','value')])))
                for m,k in ((l.o,'attention.output.dense'),(l.ln1,'attention.output.LayerNorm'),(l.f1,'intermediate.dense'),(l.f2,'output.dense'),(l.ln2,'output.LayerNorm')):
                    getattr(m,n).data=w[p+k+'.'+n]
    def forward(s,ids,lens):
        T=ids.shape[1]
        ok=torch.arange(T)[None]<lens[:,None]
        x=s.ln(s.we(ids)+s.pe.weight[:T])
        for l in s.layers: x=l(x,ok[:,None,None,:])
        x=(x.float()*ok[...,None]).sum(1)/lens[:,None]
        return F.normalize(x,dim=1)
def tokenizer(path='m',n=128):
    t=Tokenizer.from_file(path+'/tokenizer.json'); t.no_padding(); t.enable_truncation(n); return t
def batches(ids,maxtok=4096):
    order=sorted(range(len(ids)),key=lambda i:len(ids[i]))
    b=[]
    for i in order:
        if b and len(ids[i])*(len(b)+1)>maxtok: yield b; b=[]
        b.append(i)
    if b: yield b
def encode(model,texts,n=128,path='m'):
    tok=tokenizer(path,n); ids=[e.ids for e in tok.encode_batch(texts)]
    out=torch.zeros(len(texts),384)
    with torch.no_grad():
        for b in batches(ids):
            T=max(len(ids[i]) for i in b); x=torch.zeros(len(b),T,dtype=torch.long)
            for r,i in enumerate(b): x[r,:len(ids[i])]=torch.tensor(ids[i])
            out[b]=model(x,torch.tensor([len(ids[i]) for i in b]))
    return out
